# Runs one server for a JVM and never lets it outlive that JVM, not even after kill -9.
#
#   sh -c "$(cat guard.sh)" farestream-guard STOP_SIGNAL STOP_SECONDS PID_FILE COMMAND...
#
# Standard input is a pipe whose other end the JVM holds. Its end of file says that the JVM is gone,
# or wants the server stopped: the kernel closes the pipe whatever the JVM died of.
# Plain POSIX sh: dash, bash (macOS's sh) and busybox run it.
stop=$1
seconds=$2
pid_file=$3
shift 3

# A file that others may write would not be trusted by the next start.
umask 077

# Ctrl-C reaches every process of the terminal's foreground group; the JVM answers it, not we.
# Handlers, unlike ignored signals, are not inherited by the server.
trap : INT QUIT HUP TERM

exec 3<&0
# For the same reason the server gets a group of its own. dash's "set -m" would grab the terminal,
# so setsid comes first; where there is none (macOS), sh is a bash, whose "set -m" does no such thing.
if command -v setsid >/dev/null 2>&1; then
  setsid "$@" </dev/null 3<&- &
else
  set -m
  "$@" </dev/null 3<&- &
  set +m
fi
server=$!
echo "$server" >"$pid_file"

(
  trap '' INT QUIT HUP TERM
  while read -r _ <&3; do :; done
  exec 3<&-
  tick=0
  while kill -0 "$server" 2>/dev/null; do
    # Asked more than once: a server that is only just being started may miss the first.
    if [ "$tick" -lt $((seconds * 5)) ]; then
      [ $((tick % 5)) -ne 0 ] || kill -s "$stop" "$server"
    elif [ "$tick" -eq $((seconds * 5)) ]; then
      kill -s QUIT "$server"
    elif [ "$tick" -eq $((seconds * 5 + 15)) ]; then
      kill -s KILL -- "-$server" || kill -s KILL "$server"
    elif [ "$tick" -gt $((seconds * 5 + 30)) ]; then
      break
    fi
    tick=$((tick + 1))
    sleep 0.2 || sleep 1
  done
  # Reached only if the guard itself was killed: else it has ended this loop by now. By then the
  # file may be that of the next server.
  read -r pid <"$pid_file"
  [ "$pid" != "$server" ] || rm -f "$pid_file"
) 2>/dev/null &
watch=$!
exec 3<&-

# A caught signal ends the wait early: ask again while the server lives.
while :; do
  wait "$server"
  status=$?
  kill -0 "$server" 2>/dev/null || break
done
exec 2>/dev/null
kill -s KILL "$watch"
rm -f "$pid_file"
exit "$status"
