#!/usr/bin/php-cgi
<?php
# What PHP knows of a request, and an upload (Debian: php-cgi). From stage5-gateway:
#   java -jar target/stage5.jar --app /cgi-bin=cgi:examples/cgi-bin
#   curl 'http://127.0.0.1:8005/cgi-bin/info.php/some/path?a=1'
#   curl -F file=@README.md http://127.0.0.1:8005/cgi-bin/info.php
# PHP takes uploads up to 2 MB if nobody tells it otherwise (upload_max_filesize).
header('Content-Type: text/plain; charset=utf-8');
if (isset($_FILES['file'])) {
    $file = $_FILES['file'];
    echo $file['name'], ' has ', $file['size'], ' bytes, MD5 ', md5_file($file['tmp_name']), "\n";
    exit;
}
echo 'PHP ', PHP_MAJOR_VERSION, ' as ', PHP_SAPI, "\n";
foreach (['REQUEST_METHOD', 'SCRIPT_NAME', 'PATH_INFO', 'QUERY_STRING'] as $name) {
    echo $name, '=', $_SERVER[$name] ?? '', "\n";
}
echo 'a=', $_GET['a'] ?? '', "\n";
