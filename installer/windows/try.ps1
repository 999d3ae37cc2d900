# Installs without a question, starts, brings a store of an older version along, and takes the program away again.
$ErrorActionPreference = "Stop"
function Check($fine, $what) { if (-not $fine) { throw "Not in order: $what" } }

$setup = Get-ChildItem build/installers/*-setup.exe | Select-Object -First 1
$folder = "$env:LOCALAPPDATA\Programs\Naober"
$store = "$env:LOCALAPPDATA\naober\older.store"
$env:NAOBER_PASSPHRASE = "vier losse woorden hier"

Start-Process -Wait $setup.FullName -ArgumentList "/S"
Check (Test-Path "$folder\naober.exe") "the program is installed"
& "$folder\naober-console.exe" region list
Check ($LASTEXITCODE -eq 0) "it answers in the terminal"

New-Item -ItemType Directory -Force (Split-Path $store) | Out-Null
Copy-Item tests/golden/stores/schema-14.store $store
Copy-Item tests/golden/stores/schema-14.store.keys "$store.keys"
& "$folder\naober-console.exe" store verify --store $store
Check ($LASTEXITCODE -eq 0) "a store of an older version is brought along"
Check (Test-Path "$store.before-migration") "a copy of before is kept"

$running = Start-Process -PassThru "$folder\naober.exe" -ArgumentList "--store", $store
$until = (Get-Date).AddSeconds(60)
while (-not (Get-Process -Id $running.Id).MainWindowTitle -and (Get-Date) -lt $until) { Start-Sleep -Milliseconds 200 }
Check ((Get-Process -Id $running.Id).MainWindowTitle) "a window is shown"
Stop-Process -Id $running.Id
Wait-Process -Id $running.Id -ErrorAction SilentlyContinue

Start-Process -Wait "$folder\uninstall.exe" -ArgumentList "/S", "_?=$folder"
Check (-not (Test-Path "$folder\naober.exe")) "the program is taken away"
Check (Test-Path $store) "the store stays"
