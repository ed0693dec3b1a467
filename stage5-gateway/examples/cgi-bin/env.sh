#!/bin/sh
# Prints the environment that a CGI program is given, and its standard input. From stage5-gateway:
#   java -jar target/stage5.jar --app /cgi-bin=cgi:examples/cgi-bin
#   curl 'http://127.0.0.1:8005/cgi-bin/env.sh/some/path?a=1' -d hello
printf 'Content-Type: text/plain; charset=utf-8\r\n\r\n'
env | sort
printf '\n'
cat
