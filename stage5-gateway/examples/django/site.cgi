#!/usr/bin/python3
# A page and an upload in Django (Debian: python3-django), the whole project in one file. From stage5-gateway:
#   java -jar target/stage5.jar --app /django=cgi:examples/django
#   curl 'http://127.0.0.1:8005/django/site.cgi/hello/World'
#   curl -F file=@README.md http://127.0.0.1:8005/django/site.cgi/upload
import hashlib
from wsgiref.handlers import CGIHandler

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], SECRET_KEY="for a demonstration only")


def hello(request, name):
    return HttpResponse(f"Hello, {name}! You asked for {request.get_full_path()}\n", content_type="text/plain; charset=utf-8")


def upload(request):
    file = request.FILES["file"]
    digest = hashlib.md5(file.read()).hexdigest()
    return HttpResponse(f"{file.name} has {file.size} bytes, MD5 {digest}\n", content_type="text/plain; charset=utf-8")


urlpatterns = [path("hello/<name>", hello), path("upload", upload)]

CGIHandler().run(get_wsgi_application())
