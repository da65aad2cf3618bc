#!/bin/sh
# Puts together what the images hold: docker/assemble.sh DIRECTORY [options for Maven]
#
#   DIRECTORY/cli         the command line
#   DIRECTORY/roles       router and gateway, without the broker
#   DIRECTORY/standalone  everything
#
# each with app/ (our jars), lib/ (the others) and class-path (both, in a fixed order, as they lie in an image).
# What lies in docker/target/app is taken as it is, unless a source is newer: who has it need not build inside of an image.
set -eu

[ $# -ge 1 ] || { echo "usage: docker/assemble.sh DIRECTORY [options for Maven]" >&2; exit 2; }
out=$1
shift
home=$(cd "$(dirname "$0")/.." && pwd -P)
folder=target/image
ready=$home/docker/target/app

# Whether what lies ready was made of these sources.
is_current() {
    [ -e "$ready/roles/class-path" ] || return 1
    [ -z "$(cd "$home" && find pom.xml ./*/pom.xml ./*/src/main -type f -newer "$ready/roles/class-path" 2>/dev/null | head -n 1)" ]
}

mkdir -p "$out"
out=$(cd "$out" && pwd -P)
if is_current; then
    [ "$out" = "$ready" ] || cp -Rp "$ready/." "$out/"
    exit 0
fi

mvn -B -q -f "$home/pom.xml" -Dquick -Dbuild.folder=$folder -pl standalone -am "$@" package \
    dependency:build-classpath -DincludeScope=runtime -Dmdep.outputFile=$folder/runtime-class-path

# The jar of a module, then what it needs, one a line.
jars_of() {
    echo "$home"/"$1"/$folder/"$1"-*.jar
    tr ':' '\n' <"$home/$1/$folder/runtime-class-path"
    echo
}

# Copies the jars on standard input: ours to app/, others to lib/.
collect() {
    image=$1
    rm -rf "${out:?}/$image"
    mkdir -p "$out/$image/app" "$out/$image/lib"
    : >"$out/$image/class-path.lines"
    grep . | awk '!seen[$0]++' | while read -r jar; do
        case $jar in
            "$home"/*) place=app ;;
            *) place=lib ;;
        esac
        cp -p "$jar" "$out/$image/$place/"
        echo "/app/$image/$place/${jar##*/}" >>"$out/$image/class-path.lines"
    done
    paste -s -d : "$out/$image/class-path.lines" >"$out/$image/class-path"
    rm "$out/$image/class-path.lines"
}

jars_of producer-cli | collect cli
jars_of standalone | collect standalone
# The log's back end comes with standalone, but the broker stays away.
{
    echo "$home"/standalone/$folder/standalone-*.jar
    jars_of gateway
    jars_of router-core
    jars_of producer-cli
    jars_of standalone | grep -E '/(logback-(core|classic)|log4j-(to-slf4j|api))-[0-9.]*\.jar$'
} | collect roles
