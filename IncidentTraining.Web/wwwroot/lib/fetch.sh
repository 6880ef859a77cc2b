#!/usr/bin/env bash
# Fetches the scripts of this folder from npm again, in the versions of README.md, and checks each package's integrity.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

unpack() { # package version sha512
  local file
  file=$(npm pack --silent "$1@$2")
  local found
  found=$(openssl dgst -sha512 -binary "$file" | base64 -w0)
  [ "$found" = "$3" ] || { echo "$1@$2 is not the package that was recorded: sha512-$found" >&2; exit 1; }
  rm -rf package
  tar xzf "$file"
}

unpack @highlightjs/cdn-assets 11.12.0 'KvOKXODaiFmId9xaq3xc5xCL66wVLUuOngDbO9B/kewbFTqdGbn2nJxNhN3H5R1cgDTVj6R8vH0zgiNDEGjpDw=='
mkdir -p "$here/highlightjs/languages"
cp package/es/core.min.js package/LICENSE "$here/highlightjs/"
for language in typescript yaml sql json bash markdown diff; do
  cp "package/es/languages/$language.min.js" "$here/highlightjs/languages/"
done

unpack mermaid 12.3.0 '4113TdXeLAsMruJ79OpFL5O8+LTFXhQqZ260rF3tgUmiNAtRm4Uume04I+65PRN6yZ69J4f8rVYWW8zRk65UYw=='
mkdir -p "$here/mermaid"
cp package/dist/mermaid.min.js package/LICENSE "$here/mermaid/"
