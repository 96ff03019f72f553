#!/usr/bin/env bash
# Lets schemathesis ask a running server what its own OpenAPI document allows, and more. Needs
# SAMSYN_SCHEMATHESIS (the program); on the database of DATABASE_URL, otherwise the embedded one.
# Prints "N passed, N failed": requests that were answered as promised, and kinds of answers that were not.
set -u
cd "$(dirname "$0")/.." || exit 1
export PATH="$PWD/node_modules/.bin:$PATH"
SECONDS_LIMIT="${SAMSYN_SCHEMATHESIS_SECONDS:-240}"
EXAMPLES="${SAMSYN_SCHEMATHESIS_EXAMPLES:-80}"
work="$(mktemp -d)"
server=''
# shellcheck disable=SC2317
clean_up() {
	[ -n "$server" ] && kill "$server" 2>/dev/null && wait "$server" 2>/dev/null
	rm -rf "$work"
}
trap clean_up EXIT

port="$(node -e "const s=require('net').createServer().listen(0,'127.0.0.1',()=>{console.log(s.address().port);s.close()})")"
url="http://127.0.0.1:$port"
PORT="$port" SAMSYN_DATA="$work/data" LOG_LEVEL=error \
	SAMSYN_MAX_REQUESTS_PER_MINUTE=10000000 SAMSYN_MAX_ANONYMOUS_REQUESTS_PER_MINUTE=10000000 \
	SAMSYN_MAX_SESSIONS_PER_HOUR=10000000 SAMSYN_MAX_WRONG_CODES=10000000 \
	SAMSYN_MAX_WRONG_CODES_PER_ADDRESS=10000000 \
	node server/main.ts >"$work/server.log" 2>&1 &
server=$!
for _ in $(seq 1 120); do
	curl -fs -o /dev/null --max-time 2 "$url/readyz" && break
	sleep 0.5
done
token="$(curl -fs -X POST "$url/api/session" -H 'Content-Type: application/json' -d '{"name":"Schemathesis"}' |
	node -pe 'JSON.parse(require("fs").readFileSync(0, "utf8")).token')"
if [ -z "$token" ]; then
	echo 'The server does not answer:'
	tail -n 20 "$work/server.log"
	echo '0 passed, 1 failed'
	exit 1
fi

# One worker: Python 3.11 trips over its own parser in threads ("AST constructor recursion depth").
# Whoever ends the session, or themselves, asks as nobody from there on.
schemathesis="$(command -v "$SAMSYN_SCHEMATHESIS")"
root="$PWD"
# It keeps what it found in the folder that it runs in.
cd "$work" || exit 1
"$schemathesis" run "$url/api/openapi.json" \
	--header "Authorization: Bearer $token" \
	--checks not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance \
	--exclude-path-regex '^/api/(session|webhooks|me$)' \
	--max-examples "$EXAMPLES" --max-time "$SECONDS_LIMIT" --continue-on-failure --no-shrink \
	--workers 1 --request-timeout 20 --warnings off \
	--report json --report-json-path "$work/report.json" >"$work/out.log" 2>&1
code=$?
cd "$root" || exit 1
cat "$work/out.log"
grep -E '"level":"(error|fatal)"' "$work/server.log" | tail -n 20
node - "$work/report.json" "$code" <<'SCRIPT'
const { readFileSync } = require('node:fs');
const [path, code] = process.argv.slice(2);
let report;
try {
	report = JSON.parse(readFileSync(path, 'utf8'));
} catch {
	console.log('0 passed, 1 failed');
	process.exit(1);
}
const { generated, with_failures: refuted, unique_failures: kinds, errored } = report.test_cases;
const failed = kinds + errored + (code !== '0' && kinds + errored === 0 ? 1 : 0);
console.log(`${generated - refuted} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
SCRIPT
