# Runs a server for a JVM and stops it when that JVM ends, even after kill -9.
#
#   sh -c "$(cat guard.sh)" farestream-guard STOP_SIGNAL STOP_SECONDS PID_FILE COMMAND...
#
# Standard input is a pipe whose write end the JVM holds. Its end of file means that the JVM has ended
# or wants the server to stop: the kernel closes the pipe however the JVM ends.
# The script is POSIX sh: dash, bash (macOS's sh) and busybox run it.
stop=$1
seconds=$2
pid_file=$3
shift 3

# The next start refuses files that others may write.
umask 077

# Ctrl-C reaches every process of the terminal's foreground group. The JVM handles it, so this script
# doesn't react. The server doesn't inherit handlers, but would inherit ignored signals.
trap : INT QUIT HUP TERM

exec 3<&0
# So that Ctrl-C doesn't reach the server, it gets a process group of its own. setsid is preferred,
# because dash's "set -m" takes control of the terminal. Without setsid (macOS) sh is bash, whose
# "set -m" doesn't.
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
    # The signal is repeated once a second, because a server that is just starting may miss it.
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
  # Reached only if the guard itself was killed, because otherwise the guard kills this subshell
  # below. The file may already belong to the next server.
  read -r pid <"$pid_file"
  [ "$pid" != "$server" ] || rm -f "$pid_file"
) 2>/dev/null &
watch=$!
exec 3<&-

# A caught signal ends the wait early, so it is repeated while the server runs.
while :; do
  wait "$server"
  status=$?
  kill -0 "$server" 2>/dev/null || break
done
exec 2>/dev/null
kill -s KILL "$watch"
rm -f "$pid_file"
exit "$status"
