#!/bin/sh
# Lays the application from the disk image in a folder, calls it, and brings a store of an older version along.
set -eu
cd "$(dirname "$0")/../.."
place=$(mktemp -d)
hdiutil attach -quiet -nobrowse -mountpoint "$place/image" build/installers/naober-*.dmg
trap 'hdiutil detach -quiet "$place/image"; rm -rf "$place"' EXIT
cp -R "$place/image/Naober.app" "$place/"
naober=$place/Naober.app/Contents/MacOS/naober

"$naober" region list
cp tests/golden/stores/schema-14.store "$place/older.store"
cp tests/golden/stores/schema-14.store.keys "$place/older.store.keys"
NAOBER_PASSPHRASE="vier losse woorden hier" "$naober" store verify --store "$place/older.store"
test -e "$place/older.store.before-migration"

# The window that asks for the key; it stays until it is stopped.
"$naober" --store "$place/older.store" &
running=$!
sleep 15
kill -0 "$running"
kill "$running"
