"""A PostgreSQL of our own: made in a folder, reachable by a socket in it and nowhere else, gone afterwards."""

import glob
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

SETTINGS = """
listen_addresses = ''
fsync = on
synchronous_commit = on
full_page_writes = on
shared_buffers = 256MB
max_wal_size = 4GB
"""


def program(name):
    newest = sorted(glob.glob(f"/usr/lib/postgresql/*/bin/{name}"))
    return newest[-1] if newest else shutil.which(name)


class Postgres:
    """It does not run as root: then it runs as the user whom its package made, else as nobody."""

    def __init__(self, beside):
        self.folder = Path(tempfile.mkdtemp(prefix="pg-", dir=beside))
        self.before = self.other_user()
        data = self.folder / "data"
        self.run(program("initdb"), "-D", data, "-U", "bench", "-A", "trust", "-N")
        (data / "postgresql.auto.conf").write_text(SETTINGS + f"unix_socket_directories = '{self.folder}'\n")
        try:
            self.run(program("pg_ctl"), "-D", data, "-l", self.folder / "log", "-w", "start")
        except BaseException:
            self.stop()
            raise
        self.connection = f"host={self.folder} user=bench dbname=postgres"

    def other_user(self):
        if os.geteuid() != 0:
            return []
        names = {one.pw_name for one in pwd.getpwall()}
        user = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
        os.chown(self.folder, user.pw_uid, user.pw_gid)
        return ["setpriv", "--reuid", str(user.pw_uid), "--regid", str(user.pw_gid), "--clear-groups"]

    def run(self, *command):
        done = subprocess.run([*self.before, *command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd="/")
        if done.returncode != 0:
            raise RuntimeError(done.stdout[-2000:])

    def version(self):
        return subprocess.run([program("postgres"), "--version"], capture_output=True, text=True).stdout.strip()

    def stop(self):
        subprocess.run([*self.before, program("pg_ctl"), "-D", self.folder / "data", "-m", "immediate", "-w", "stop"],
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")
        shutil.rmtree(self.folder, ignore_errors=True)
