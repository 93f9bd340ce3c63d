@{
ModuleVersion = '1.0.0.0'
RootModule = 'WindowsBox.psm1'
FunctionsToExport = 'Get-Service', 'Get-WinEvent'
AliasesToExport = @()
CmdletsToExport = @()
}
