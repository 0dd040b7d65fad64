"""Programs of others that a bench sets beside ours: nginx, HAProxy, a bare durable loop. Each has a port, and stop()."""

import os
import shutil
import socket
import subprocess
import time

import sides

NGINX = """
daemon off; worker_processes auto; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 2048; }}
http {{ access_log off; keepalive_requests 1000000000; keepalive_timeout 600; client_body_buffer_size 64k;
client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c; uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
upstream behind {{ server 127.0.0.1:{behind}; keepalive 300; }}
server {{ listen 127.0.0.1:{port} backlog=1024; location / {{ {does} }} }} }}
"""
ANSWERS = "return 202;"
PASSES_ON = 'proxy_pass http://behind; proxy_http_version 1.1; proxy_set_header Connection "";'
HAPROXY = """
global
  maxconn 4096
  nbthread {cores}
defaults
  mode http
  option http-keep-alive
  timeout client 60s
  timeout server 60s
  timeout connect 5s
frontend in
  bind 127.0.0.1:{port}
  default_backend out
backend out
  http-reuse always
  server one 127.0.0.1:{behind}
"""


def program(name):
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")


def missing(*names):
    return [name for name in names if not program(name)]


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def wait_for_port(port, process):
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            if process.poll() is not None:
                raise SystemExit(f"{process.args[0]} ended with {process.returncode}")
            time.sleep(0.02)
    raise SystemExit(f"{process.args[0]} does not listen")


class Peer:
    def __init__(self, command, port):
        self.port = port
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for_port(port, self.process)

    def stop(self):
        self.process.terminate()
        self.process.wait()


def nginx(folder, does=ANSWERS, behind=1):
    folder.mkdir(parents=True)
    os.chmod(folder, 0o755)
    port = free_port()
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=port, does=does, behind=behind))
    return Peer([program("nginx"), "-p", folder, "-c", folder / "nginx.conf", "-e", folder / "error.log"], port)


def haproxy(folder, behind):
    folder.mkdir(parents=True)
    port = free_port()
    file = folder / "haproxy.cfg"
    file.write_text(HAPROXY.format(port=port, behind=behind, cores=len(os.sched_getaffinity(0))))
    return Peer([program("haproxy"), "-f", file], port)


def bare_loop(folder, binaries):
    folder.mkdir(parents=True)
    return sides.Server([binaries / "bin" / "bench_bare_loop", folder / "appended"], folder / "log", "listening")
