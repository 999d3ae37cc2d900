#!/bin/sh
# The recipe for macOS: the folder as an application, in a disk image. Run on a Mac, from an environment with
# `pip install --editable ".[installers]"`.
#
#   installer/macos/make.sh
#
# SIGN names a "Developer ID Application" certificate, NOTARY a profile that `xcrun notarytool store-credentials` made.
# Without them the application is signed for this Mac alone: on another, macOS refuses it until its owner allows it in
# System Settings, Privacy & Security.
set -eu
cd "$(dirname "$0")/../.."
built=build/installers
app=$built/folder/Naober.app

python -m installer.freeze
version=$(python -c 'from desktop.services.parts import version; print(version())')
image=$built/naober-$version.dmg

# Inside out: what lies in an application is signed before the application.
if [ -n "${SIGN:-}" ]; then
    codesign --force --deep --options runtime --timestamp --sign "$SIGN" "$app"
else
    codesign --force --deep --sign - "$app"
fi
codesign --verify --deep --strict "$app"

staging=$(mktemp -d)
trap 'rm -rf "$staging"' EXIT
cp -R "$app" "$staging/"
ln -s /Applications "$staging/Applications"
rm -f "$image"
hdiutil create -quiet -volname "Naober $version" -srcfolder "$staging" -format UDZO "$image"
if [ -n "${SIGN:-}" ] && [ -n "${NOTARY:-}" ]; then
    xcrun notarytool submit "$image" --keychain-profile "$NOTARY" --wait
    xcrun stapler staple "$image"
fi
echo "$image"
