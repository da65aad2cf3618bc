# Runs nginx in the foreground of a shell that speaks as the other children do, and ends with its input.
# Arguments: configuration, port.
nginx -e stderr -p "$(dirname "$1")" -c "$1" </dev/null >/dev/null &
server=$!
trap 'kill "$server" 2>/dev/null' EXIT
until (exec 3<>"/dev/tcp/127.0.0.1/$2") 2>/dev/null; do
  kill -0 "$server" || exit 1
  sleep 0.05
done
echo "@ready $2"
while read -r line; do echo "@$line 0"; done
