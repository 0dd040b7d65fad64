"""Python doing the parsing part alone: `peer.py csv FOLDER` reads every .csv file of a folder with the csv module, `peer.py json FOLDER`
every .json file with json.loads, `peer.py lxml FILE` parses a document. One line for each line of standard input: seconds by the clock, seconds of
processor time, peak bytes. The bytes are in memory before."""

import csv
import io
import json
import pathlib
import resource
import sys
import time


def csv_task(folder):
    texts = [file.read_bytes().decode() for file in sorted(pathlib.Path(folder).glob("*.csv"))]

    def once():
        for text in texts:
            for _ in csv.reader(io.StringIO(text, newline="")):
                pass
    return once


def json_task(folder):
    pages = [file.read_bytes() for file in sorted(pathlib.Path(folder).glob("*.json"))]

    def once():
        for page in pages:
            json.loads(page)
    return once


def lxml_task(file):
    from lxml import etree
    content = pathlib.Path(file).read_bytes()
    return lambda: etree.fromstring(content, etree.XMLParser(huge_tree=True))


once = {"csv": csv_task, "json": json_task, "lxml": lxml_task}[sys.argv[1]](sys.argv[2])
for _ in sys.stdin:
    start, began = time.perf_counter(), time.process_time()
    once()
    passed, used = time.perf_counter() - start, time.process_time() - began
    print(f"{passed:.6f} {used:.6f} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}", flush=True)
