# A shop in Flask (Debian: python3-flask), an application that knows nothing of this server: run by CGI (cgi-bin/shop.cgi) or by SCGI.
# As a process that stays, with uWSGI (Debian: uwsgi-core, uwsgi-plugin-python3); from stage5-gateway:
#   uwsgi --plugin python3 --scgi-socket 127.0.0.1:9005 --buffer-size 32768 --processes 2 --master --die-on-term \
#       --chdir examples/scgi --module shop:app
#   java -jar target/stage5.jar --app /shop=scgi:127.0.0.1:9005
#   curl http://127.0.0.1:8005/shop/
import hashlib
import time

from flask import Flask, Response, redirect, request, url_for

app = Flask(__name__)


@app.get("/")
def index():
    return f'<!doctype html><title>Shop</title><h1>Shop</h1><p><a href="{url_for("upload")}">Send a picture</a>\n'


@app.get("/upload")
def form():
    return '<form method="post" enctype="multipart/form-data"><input type="file" name="file"><button>Send</button></form>\n'


@app.post("/upload")
def upload():
    file = request.files["file"]
    content = file.read()
    return f"{file.filename} has {len(content)} bytes, MD5 {hashlib.md5(content).hexdigest()}\n"


@app.get("/old")
def old():
    return redirect(url_for("index"))


@app.get("/goods/<name>")
def goods(name):
    return f"{name}, {request.args.get('colour', 'of no colour')}\n"


@app.get("/ticks")
def ticks():
    def lines():
        for n in range(5):
            yield f"tick {n}\n"
            time.sleep(0.2)
    return Response(lines(), mimetype="text/plain")


@app.get("/broken")
def broken():
    raise RuntimeError("the shop is on fire")
