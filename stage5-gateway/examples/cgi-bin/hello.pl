#!/usr/bin/perl
# A form, an upload, a cookie and a redirect with Perl's CGI.pm (Debian: libcgi-pm-perl). From stage5-gateway:
#   java -jar target/stage5.jar --app /cgi-bin=cgi:examples/cgi-bin
#   curl 'http://127.0.0.1:8005/cgi-bin/hello.pl?name=World'
#   curl -F file=@README.md http://127.0.0.1:8005/cgi-bin/hello.pl
use strict;
use warnings;
use CGI;
use Digest::MD5;

my $cgi = CGI->new;
if ($cgi->path_info eq '/away') {
    print $cgi->redirect($cgi->url . '?name=back');
    exit;
}
print $cgi->header(-type => 'text/plain', -charset => 'utf-8', -cookie => $cgi->cookie(-name => 'seen', -value => 'yes'));
if (my $file = $cgi->upload('file')) {
    binmode $file;
    my $digest = Digest::MD5->new->addfile($file)->hexdigest;
    print scalar($cgi->param('file')), ' has ', -s $file, " bytes, MD5 $digest\n";
} else {
    print 'Hello, ', scalar($cgi->param('name')) // 'nobody', "!\n";
}
