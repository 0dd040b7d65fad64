"""Judges JSON texts by Python's json, made as strict as RFC 8259 with our choices: UTF-8 only, no byte order mark, no NaN
or Infinity, each name once, no lone surrogates, no number beyond a double's range.

Reads the file named on the command line: for each text its length in bytes, a line feed, and the bytes. Answers a line for
each: "A" and a checksum of what it says, or "R" and why it is refused.
"""

import json
import math
import sys
import zlib

sys.setrecursionlimit(20000)


class Number(str):
    """A number as it is written."""


def whole(text):
    try:
        float(int(text)) if len(text) < 4000 else _raise("too large")
    except OverflowError:
        raise ValueError("too large") from None
    return Number(text)


def fraction(text):
    if math.isinf(float(text)):
        raise ValueError("too large")
    return Number(text)


def _raise(why):
    raise ValueError(why)


def members(pairs):
    names = [name for name, _ in pairs]
    if len(set(names)) != len(names):
        raise ValueError("a name twice")
    return dict(pairs)


DECODER = json.JSONDecoder(
    parse_int=whole, parse_float=fraction, parse_constant=lambda name: _raise(name), object_pairs_hook=members)


def say(value, out):
    """Adds the value's parts in document order; a lone surrogate cannot be encoded, which refuses the text."""
    if isinstance(value, Number):
        out.append(b"#" + value.encode())
    elif isinstance(value, str):
        text = value.encode("utf-8")
        out.append(b'"%d:' % len(text) + text)
    elif isinstance(value, dict):
        out.append(b"{")
        for name, member in value.items():
            say(name, out)
            say(member, out)
        out.append(b"}")
    elif isinstance(value, list):
        out.append(b"[")
        for item in value:
            say(item, out)
        out.append(b"]")
    else:
        out.append({None: b"n", True: b"t", False: b"f"}[value])


def judge(text):
    try:
        characters = text.decode("utf-8")
        if characters.startswith("\ufeff"):
            raise ValueError("a byte order mark")
        out = []
        say(DECODER.decode(characters), out)
        return f"A {zlib.crc32(b''.join(out))}"
    except (ValueError, RecursionError) as problem:
        return f"R {type(problem).__name__} {problem}".splitlines()[0]


def main():
    answers = []
    with open(sys.argv[1], "rb") as cases:
        while length := cases.readline():
            answers.append(judge(cases.read(int(length))))
    sys.stdout.reconfigure(errors="replace")
    print("\n".join(answers))


main()
