# Windows, IIS and its add-ons, the account, the clock. What can't be told is null, and says why.
param([string] $Json)
$failures = [System.Collections.Generic.List[object]]::new()
$os = $null
try {
  $system = Get-CimInstance -ClassName 'Win32_OperatingSystem'
  $os = [pscustomobject] @{ name = [string] $system.Caption; build = [string] $system.Version; client = $system.ProductType -eq 1 }
} catch {
  $failures.Add((ConvertTo-SwbFailure -Part 'windows' -ErrorRecord $_))
}
# A high or system mandatory level, by its SID: the words of whoami change with the display language.
$elevated = $null
try {
  $groups = Invoke-SwbProgram -FilePath 'whoami.exe' -ArgumentList '/groups', '/fo', 'csv', '/nh'
  if ($groups.ExitCode -ne 0) { throw "whoami.exe ended with $($groups.ExitCode)." }
  $elevated = ($groups.Lines -join "`n") -match 'S-1-16-(?:12288|16384)\b'
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
# Its folder is there without it as well, and stays behind it: the worker process is not.
$worker = Get-SwbPath -Path '%windir%\System32\inetsrv\w3wp.exe'
$iisVersion = & $registry -Path 'HKLM:\SOFTWARE\Microsoft\InetStp' -Name 'VersionString'
if ($null -ne $iisVersion) { $iisVersion = ([string] $iisVersion) -replace '^Version\s+', '' }
$perCpu = & $registry -Path 'HKLM:\SOFTWARE\Microsoft\ASP.NET\4.0.30319.0' -Name 'MaxConcurrentRequestsPerCPU'
# Without WMI the registry knows as much.
if ($null -eq $os) {
  $key = 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion'
  $number = [string] (& $registry -Path $key -Name 'CurrentBuildNumber')
  $os = [pscustomobject] @{ name = [string] (& $registry -Path $key -Name 'ProductName'); build = "10.0.$number"; client = (& $registry -Path $key -Name 'InstallationType') -eq 'Client' }
}
if ($null -eq $perCpu) {
  # ASP.NET's own file, where an administrator has set it there instead.
  try {
    $aspnet = [System.Xml.XmlDocument]::new()
    $aspnet.XmlResolver = $null
    $aspnet.Load([System.IO.MemoryStream]::new((Get-SwbBytes -Path (Get-SwbPath -Path '%windir%\Microsoft.NET\Framework64\v4.0.30319\aspnet.config'))))
    $node = $aspnet.SelectSingleNode('/configuration/system.web/applicationPool')
    if ($null -ne $node -and $node.GetAttribute('maxConcurrentRequestsPerCPU') -match '^\d{1,9}$') { $perCpu = [int] $node.GetAttribute('maxConcurrentRequestsPerCPU') }
  } catch { $perCpu = $null }
}
$scripts = $false
try {
  $scripts = $null -ne (Get-Module -ListAvailable -Name 'IISAdministration')
} catch {
  $failures.Add((ConvertTo-SwbFailure -Part 'management-scripts' -ErrorRecord $_))
}
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
  os = $os.name
  build = $os.build
  client = $os.client
  user = $user
  elevated = $elevated
  psVersion = [string] $PSVersionTable.PSVersion
  iis = [pscustomobject] @{ installed = [System.IO.File]::Exists($worker); version = $iisVersion }
  managementScripts = $scripts
  components = [pscustomobject] @{
    arr = & $version -Path '%ProgramFiles%\IIS\Application Request Routing\requestRouter.dll'
    urlRewrite = & $version -Path '%windir%\System32\inetsrv\rewrite.dll'
    iisnode = & $version -Path '%ProgramFiles%\iisnode\iisnode.dll'
    aspNetCoreModule = & $version -Path '%ProgramFiles%\IIS\Asp.Net Core Module\V2\aspnetcorev2.dll'
    httpPlatformHandler = & $version -Path '%windir%\System32\inetsrv\HttpPlatformHandler.dll'
    webSocketModule = & $version -Path '%windir%\System32\inetsrv\iiswsock.dll'
  }
  aspNetConcurrentRequestsPerCpu = $perCpu
  processors = [System.Environment]::ProcessorCount
  clock = [pscustomobject] @{ utc = $now.ToString('o'); offsetMinutes = $zone.GetUtcOffset($now).TotalMinutes; zone = $zone.Id; daylightSaving = $zone.IsDaylightSavingTime($now) }
  restartPending = $pending
  failures = @($failures)
})
