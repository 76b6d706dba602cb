# Removes a temporary data folder when the JVM that created it ends, even after kill -9.
#
#   sh -c "$(cat sweep.sh)" farestream-sweep FOLDER
#
# Standard input is a pipe whose write end the JVM holds; see guard.sh.
folder=$1
trap '' INT QUIT HUP TERM
exec 2>/dev/null
while read -r _; do :; done

servers_run() {
  for pid_file in "$folder"/*.pid; do
    kill -0 "$(cat "$pid_file")" && return 0
  done
  return 1
}

# A server that was just starting may still write to the folder, so the removal is repeated.
tick=0
while [ -e "$folder" ] && [ "$tick" -lt 150 ]; do
  if ! servers_run || [ "$tick" -gt 100 ]; then
    rm -rf -- "$folder" && break
  fi
  tick=$((tick + 1))
  sleep 0.2 || sleep 1
done
