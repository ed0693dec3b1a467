@echo off
rem Builds what is missing or older than its sources, then runs the lab.
setlocal EnableExtensions DisableDelayedExpansion
set "ROOT=%~dp0."

set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
set "VERSION="
set "HOMEDIR="
for /f "tokens=1,2,* delims= " %%a in ('""%JAVA%" -XshowSettings:properties -version 2^>^&1"') do (
    if "%%a"=="java.specification.version" set "VERSION=%%c"
    if "%%a"=="java.home" set "HOMEDIR=%%c"
)
set "WHY=%JAVA% does not start"
if not defined VERSION goto nojdk
set "WHY=%JAVA% is version %VERSION%"
for /f "tokens=1 delims=." %%v in ("%VERSION%") do if %%v lss 17 goto nojdk
set "WHY=%HOMEDIR% has java but no javac"
if not exist "%HOMEDIR%\bin\javac.exe" goto nojdk
set "JAVA_HOME=%HOMEDIR%"

rem Exit code 3: a jar is missing, or the oldest one is older than the newest file that they are made of.
powershell -NoProfile -Command ^
    "$modules = Get-ChildItem -LiteralPath $env:ROOT -Directory | Where-Object Name -match '^(stage[0-9]-.+|behaviours|lab)$';" ^
    "$jars = $modules | ForEach-Object { Join-Path $_.FullName ('target\' + ($_.Name -replace '-.*') + '.jar') };" ^
    "$jars = $jars -replace 'behaviours\.jar$', 'behaviours-1.0.jar';" ^
    "if ($jars | Where-Object { -not (Test-Path -LiteralPath $_) }) { exit 3 };" ^
    "$main = $modules | ForEach-Object { Join-Path $_.FullName 'src\main' };" ^
    "$poms = @($env:ROOT) + $modules.FullName | ForEach-Object { Join-Path $_ 'pom.xml' };" ^
    "$files = @(Get-Item -LiteralPath ($poms + $main)) + @(Get-ChildItem -LiteralPath $main -Recurse);" ^
    "$newest = ($files | Measure-Object LastWriteTimeUtc -Maximum).Maximum;" ^
    "$oldest = (Get-Item -LiteralPath $jars | Measure-Object LastWriteTimeUtc -Minimum).Minimum;" ^
    "if ($newest -gt $oldest) { exit 3 }"
if not errorlevel 3 goto run

set "MAVEN=%ROOT%\mvnw.cmd"
where /q mvn.cmd && set "MAVEN=mvn.cmd"
>&2 echo stages: building (the first time this fetches libraries and takes a minute or two) ...
call "%MAVEN%" -q -B -Dstyle.color=never -f "%ROOT%\pom.xml" -Dmaven.test.skip=true -Dmaven.jar.forceCreation=true -pl lab -am package >&2
if not errorlevel 1 goto run
>&2 echo stages: the build failed, see above
exit /b 1

:run
"%JAVA_HOME%\bin\java" "-Dstages.root=%ROOT%" -jar "%ROOT%\lab\target\lab.jar" %*
exit /b %ERRORLEVEL%

:nojdk
>&2 echo stages: needs a JDK, version 17 or later: %WHY%
exit /b 1
