#!/bin/sh
# Makes the secrets of compose.yaml, where there are none yet: docker/secrets/make.sh
#
# A container reads them as a user of its own, so the files can be read by all, and the folder by its owner only.
set -eu
cd "$(dirname "$0")"
chmod 700 .
secret() { head -c 32 /dev/urandom | base64 | tr -d '\n'; }
[ -e event-router.properties ] || printf 'cursor.key=%s\n' "$(secret)" >event-router.properties
[ -e grafana-password ] || secret >grafana-password
chmod 444 event-router.properties grafana-password
echo "Grafana's user is admin, its password is in docker/secrets/grafana-password"
