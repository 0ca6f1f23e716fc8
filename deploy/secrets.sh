#!/bin/sh
# Makes what one helpline must keep to itself, in a folder that does not exist yet:
#   secret           signs tickets; all nodes of one helpline share it
#   redis_url        the store, for the helpline
#   redis_check_url  the store, for the check at the start
#   store.acl        the store's own list of users: hashes of the two passwords, not the passwords
#
#   sh deploy/secrets.sh FOLDER [PATH OF THE STORE'S SOCKET]
set -eu
umask 077

folder=${1:?usage: secrets.sh FOLDER [SOCKET]}
socket=${2:-/run/helpline-redis/store.sock}
template=$(dirname "$0")/store.acl.template

mkdir "$folder"
app=$(openssl rand -hex 32)
probe=$(openssl rand -hex 32)
sha256() { printf %s "$1" | openssl dgst -sha256 -r | cut -d ' ' -f 1; }

openssl rand -base64 48 > "$folder/secret"
echo "unix://app:$app@$socket" > "$folder/redis_url"
echo "unix://probe:$probe@$socket" > "$folder/redis_check_url"
# The hashes stay out of the arguments of a program: those are open to every user of the machine.
while read -r line; do
    case $line in
        *@APP_SHA256@*) line="${line%%@*}$(sha256 "$app")${line##*@}" ;;
        *@PROBE_SHA256@*) line="${line%%@*}$(sha256 "$probe")${line##*@}" ;;
    esac
    echo "$line"
done < "$template" > "$folder/store.acl"
