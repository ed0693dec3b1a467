#!/usr/bin/python3
# The Flask application of ../scgi/shop.py, imported and run anew for each request (Debian: python3-flask). From stage5-gateway:
#   java -jar target/stage5.jar --app /cgi-bin=cgi:examples/cgi-bin
#   curl http://127.0.0.1:8005/cgi-bin/shop.cgi/
import sys
from wsgiref.handlers import CGIHandler

sys.dont_write_bytecode = True
sys.path.insert(0, "../scgi")
from shop import app

CGIHandler().run(app)
