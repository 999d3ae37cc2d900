; The installer for Windows. For one person, without an administrator: it writes in that person's own folders only.
; It never touches a store: those lie in %LOCALAPPDATA%\naober, the program in %LOCALAPPDATA%\Programs\Naober.
;
;   makensis -DVERSION=0.1.0 -DFOLDER=path\to\folder -DICON=path\to\naober.ico -DOUTPUT=naober-setup.exe naober.nsi
;
; Silent: naober-setup.exe /S, and "%LOCALAPPDATA%\Programs\Naober\uninstall.exe" /S.
Target amd64-unicode
!include MUI2.nsh
!include FileFunc.nsh

!ifndef VERSION | FOLDER | ICON | OUTPUT
  !error "VERSION, FOLDER, ICON and OUTPUT must be told"
!endif

!define PROGRAM "Naober"
!define KIND "Naober.Region"
!define ENDING ".naober-region.toml"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${PROGRAM}"

Name "${PROGRAM}"
OutFile "${OUTPUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\${PROGRAM}"
InstallDirRegKey HKCU "Software\${PROGRAM}" "Folder"
SetCompressor /SOLID lzma
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "${PROGRAM}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "${PROGRAM}"
VIAddVersionKey "LegalCopyright" "EUPL-1.2"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\naober.exe"
!insertmacro MUI_PAGE_LICENSE "${FOLDER}/LICENSE"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Dutch"
!insertmacro MUI_LANGUAGE "English"

LangString STILL_OPEN ${LANG_DUTCH} "Naober staat nog open. Sluit het, en probeer het opnieuw. Er is niets gewijzigd."
LangString STILL_OPEN ${LANG_ENGLISH} "Naober is still open. Close it and try again. Nothing was changed."
LangString PROFILE ${LANG_DUTCH} "Naober-regioprofiel"
LangString PROFILE ${LANG_ENGLISH} "Naober region profile"
LangString KEPT ${LANG_DUTCH} "Uw werk is niet weggehaald. Het staat in:"
LangString KEPT ${LANG_ENGLISH} "Your work was not taken away. It is in:"

; A program that runs cannot be written over: one is told so before anything is changed.
!macro REFUSE_WHILE_OPEN EXECUTABLE
  IfFileExists "$INSTDIR\${EXECUTABLE}" 0 +6
  ClearErrors
  FileOpen $0 "$INSTDIR\${EXECUTABLE}" a
  IfErrors 0 +2
  Abort "$(STILL_OPEN)"
  FileClose $0
!macroend

; Only what an installer put there: the folder may be one that the person chose, with other things in it.
!macro TAKE_AWAY
  Delete "$INSTDIR\naober.exe"
  Delete "$INSTDIR\naober-console.exe"
  Delete "$INSTDIR\naober.cdx.json"
  Delete "$INSTDIR\naober.ico"
  Delete "$INSTDIR\LICENSE"
  RMDir /r "$INSTDIR\_internal"
!macroend

Section "Install"
  !insertmacro REFUSE_WHILE_OPEN naober.exe
  !insertmacro REFUSE_WHILE_OPEN naober-console.exe
  ; Of an older version no file may stay: Python would find it.
  !insertmacro TAKE_AWAY
  SetOutPath "$INSTDIR"
  File /r "${FOLDER}/*"
  File "/oname=naober.ico" "${ICON}"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${PROGRAM}.lnk" "$INSTDIR\naober.exe" "" "$INSTDIR\naober.ico"
  WriteRegStr HKCU "Software\${PROGRAM}" "Folder" "$INSTDIR"

  ; Windows knows a file by what stands after the last dot, and .toml belongs to others: Naober is offered for it, and
  ; the program itself takes only what ends in ${ENDING}.
  WriteRegStr HKCU "Software\Classes\${KIND}" "" "$(PROFILE)"
  WriteRegStr HKCU "Software\Classes\${KIND}\DefaultIcon" "" "$INSTDIR\naober.ico"
  WriteRegStr HKCU "Software\Classes\${KIND}\shell\open\command" "" '"$INSTDIR\naober.exe" "%1"'
  WriteRegStr HKCU "Software\Classes\.toml\OpenWithProgids" "${KIND}" ""

  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${PROGRAM}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\naober.ico"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" "$0"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Section "Uninstall"
  !insertmacro REFUSE_WHILE_OPEN naober.exe
  !insertmacro REFUSE_WHILE_OPEN naober-console.exe
  !insertmacro TAKE_AWAY
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${PROGRAM}.lnk"
  DeleteRegValue HKCU "Software\Classes\.toml\OpenWithProgids" "${KIND}"
  DeleteRegKey HKCU "Software\Classes\${KIND}"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\${PROGRAM}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  DetailPrint "$(KEPT) $LOCALAPPDATA\naober"
SectionEnd
