# Windows, IIS and its add-ons, the account, the clock. What can't be told is null, and says why.
param([string] $Json)
$failures = [System.Collections.Generic.List[object]]::new()
$system = Get-CimInstance -ClassName 'Win32_OperatingSystem'
# A high or system mandatory level, by its SID: the words of whoami change with the display language.
$elevated = $null
try {
  $groups = Invoke-SwbProgram -FilePath 'whoami.exe' -ArgumentList '/groups', '/fo', 'csv', '/nh'
  if ($groups.ExitCode -eq 0) { $elevated = ($groups.Lines -join "`n") -match 'S-1-16-(?:12288|16384)\b' }
} catch {
  $failures.Add((ConvertTo-SwbFailure -Part 'elevation' -ErrorRecord $_))
}
$version = {
  param([string] $Path)
  $file = Get-SwbPath -Path $Path
  if (-not [System.IO.File]::Exists($file)) { return $null }
  $found = [System.Diagnostics.FileVersionInfo]::GetVersionInfo($file).FileVersion
  if ($found) { return [string] $found }
  return 'unknown'
}
$registry = {
  param([string] $Path, [string] $Name)
  try { (Get-ItemProperty -LiteralPath $Path -Name $Name).$Name } catch { $null }
}
$inetsrv = Get-SwbPath -Path '%windir%\System32\inetsrv'
$iisVersion = & $registry -Path 'HKLM:\SOFTWARE\Microsoft\InetStp' -Name 'VersionString'
if ($null -ne $iisVersion) { $iisVersion = ([string] $iisVersion) -replace '^Version\s+', '' }
$perCpu = & $registry -Path 'HKLM:\SOFTWARE\Microsoft\ASP.NET\4.0.30319.0' -Name 'MaxConcurrentRequestsPerCPU'
$pending = $false
foreach ($key in @('HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing\RebootPending', 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\WindowsUpdate\Auto Update\RebootRequired')) {
  if (Test-Path -LiteralPath $key) { $pending = $true }
}
$zone = [System.TimeZoneInfo]::Local
$now = [System.DateTime]::UtcNow
$user = [System.Environment]::UserName
if ([System.Environment]::UserDomainName) { $user = [System.Environment]::UserDomainName + '\' + $user }
Write-SwbDone -Value ([pscustomobject] @{
  computerName = [System.Environment]::MachineName
  os = [string] $system.Caption
  build = [string] $system.Version
  client = $system.ProductType -eq 1
  user = $user
  elevated = $elevated
  psVersion = [string] $PSVersionTable.PSVersion
  iis = [pscustomobject] @{ installed = [System.IO.Directory]::Exists($inetsrv); version = $iisVersion }
  managementScripts = $null -ne (Get-Module -ListAvailable -Name 'IISAdministration')
  components = [pscustomobject] @{
    arr = & $version -Path '%ProgramFiles%\IIS\Application Request Routing\requestRouter.dll'
    urlRewrite = & $version -Path '%windir%\System32\inetsrv\rewrite.dll'
    iisnode = & $version -Path '%ProgramFiles%\iisnode\iisnode.dll'
    aspNetCoreModule = & $version -Path '%ProgramFiles%\IIS\Asp.Net Core Module\V2\aspnetcorev2.dll'
    httpPlatformHandler = & $version -Path '%windir%\System32\inetsrv\HttpPlatformHandler.dll'
  }
  aspNetConcurrentRequestsPerCpu = $perCpu
  clock = [pscustomobject] @{ utc = $now.ToString('o'); offsetMinutes = $zone.GetUtcOffset($now).TotalMinutes; zone = $zone.Id; daylightSaving = $zone.IsDaylightSavingTime($now) }
  restartPending = $pending
  failures = @($failures)
})
