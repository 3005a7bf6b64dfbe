#!/usr/bin/env bash
# Measures Assay beside baselines and prints a Markdown table per benchmark.
#
#   run.sh [journal|http|as-of|views|revocation|transfer|proof|audit|startup ...] [--quick] [--profile] [--no-build]
#
# Without a name all of them run, which takes about 20 minutes; --quick takes about 5 and is only
# good for a first look. --profile leaves Java Flight Recorder files beside the results.
# ASSAY_TEST_MONGODB_URI (a replica set) makes `views`, `revocation` and `audit` measure MongoDB too.
# The results are also kept in target/results-<date>.md. A missed aim is reported, not an error.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
target=$here/target
work=${BENCH_DIR:-$target/work}

all=(journal http as-of views revocation transfer proof audit startup)
chosen=()
quick=
profile=
build=yes
for argument in "$@"; do
  case $argument in
    journal | http | as-of | views | revocation | transfer | proof | audit | startup) chosen+=("$argument") ;;
    --quick) quick=--quick ;;
    --profile) profile=yes ;;
    --no-build) build= ;;
    -h | --help)
      sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "$0"
      exit 0
      ;;
    *)
      echo "run.sh: $argument (expected: journal, http, as-of, views, revocation, transfer, proof, audit, startup, --quick, --profile, --no-build)" >&2
      exit 2
      ;;
  esac
done
[ ${#chosen[@]} -gt 0 ] || chosen=("${all[@]}")

is_jdk25() {
  [ -x "$1/bin/java" ] && "$1/bin/java" -version 2>&1 | grep -Eq 'version "(2[5-9]|[3-9][0-9])'
}

find_jdk() {
  local candidate
  for candidate in "${JAVA_HOME:-}" "${JDK25_HOME:-}" /usr/lib/jvm/*25* \
    "$HOME"/.sdkman/candidates/java/25* /Library/Java/JavaVirtualMachines/*25*/Contents/Home; do
    if [ -n "$candidate" ] && is_jdk25 "$candidate"; then
      echo "$candidate"
      return
    fi
  done
  echo "run.sh: no JDK 25 found (expected: in JAVA_HOME, JDK25_HOME, /usr/lib/jvm or sdkman)" >&2
  return 1
}

jdk=$(find_jdk)
if [ -n "$build" ]; then
  (cd "$root" && JAVA_HOME=$jdk mvn -q -DskipTests -Dspotless.check.skip=true \
    -pl deploy/benchmarks -am verify)
fi

mkdir -p "$target" "$work"
results=$target/results-$(date +%Y-%m-%dT%H%M%S).md
{
  echo "## Benchmarks, $(date '+%Y-%m-%d %H:%M')${quick:+, a quick run}"
  echo
  echo "Commit $(git -C "$root" rev-parse --short HEAD 2>/dev/null || echo unknown)," \
    "$(getconf _NPROCESSORS_ONLN) processors, $(uname -sm)," \
    "$("$jdk/bin/java" -version 2>&1 | sed -n 's/.*Runtime Environment //p')," \
    "load before the start:$(uptime | sed 's/.*load average[s]*://')"
  echo
} | tee "$results"

for name in "${chosen[@]}"; do
  # A whole server is in the JVM of `revocation`, so it gets what docs/operations.md gives a server.
  heap=3g
  [ "$name" != revocation ] || heap=512m
  flags=("-Xmx$heap" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)
  server_flags=
  if [ -n "$profile" ]; then
    flags+=(-XX:FlightRecorderOptions:stackdepth=256 "-XX:StartFlightRecording=filename=$target/$name.jfr,settings=profile,dumponexit=true" -Xlog:jfr+startup=error)
    server_flags="-XX:FlightRecorderOptions:stackdepth=256 -XX:StartFlightRecording=filename=$target/$name-server.jfr,settings=profile,dumponexit=true"
  fi
  "$jdk/bin/java" "${flags[@]}" -cp "$(cat "$target/classpath")" \
    -Dlogback.configurationFile=bench-logback.xml \
    -Dbench.results="$results" -Dbench.work="$work" \
    -Dbench.jar="$root/deploy/standalone/target/assay.jar" \
    -Dbench.mongodb="${ASSAY_TEST_MONGODB_URI:-}" \
    -Dbench.server.flags="$server_flags" \
    dev.assay.benchmarks.Main "$name" ${quick:+"$quick"}
done
echo "Results: $results"
