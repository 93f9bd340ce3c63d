# What every script may use. Runs on the target computer: in the lane's process, or in its remote session.
# 5.1 has a type extension that makes ConvertTo-Json write some arrays as { value, Count }.
if ($PSVersionTable.PSVersion.Major -lt 6) { Remove-TypeData -TypeName 'System.Array' -ErrorAction Ignore }

function global:Write-SwbRecord {
  param([string] $Kind, [object] $Value)
  $json = 'null'
  if ($null -ne $Value) { $json = ConvertTo-Json -InputObject $Value -Compress -Depth 12 }
  # A lone surrogate has no UTF-8 form; as an escape it arrives.
  $lone = '(?<![\ud800-\udbff])[\udc00-\udfff]|[\ud800-\udbff](?![\udc00-\udfff])'
  if ([regex]::IsMatch($json, $lone)) {
    $json = [regex]::Replace($json, $lone, { param($match) '\u{0:x4}' -f [int] [char] $match.Value })
  }
  [pscustomobject] @{ SwbKind = $Kind; SwbJson = $json }
}

# A piece of the answer, sent at once.
function global:Write-SwbPart {
  param([object] $Value)
  Write-SwbRecord -Kind 'part' -Value $Value
}

# How far the work is; -Percent $null where the work itself does not know.
function global:Write-SwbProgress {
  param([string] $Activity, [object] $Percent = $null)
  Write-SwbRecord -Kind 'progress' -Value ([pscustomobject] @{ activity = $Activity; percent = $Percent })
}

# The commit line: from here on nothing can be taken back, so nobody may cancel.
function global:Write-SwbCommit {
  Write-SwbRecord -Kind 'commit' -Value $null
}

# The answer's end: exactly once, last.
function global:Write-SwbDone {
  param([object] $Value)
  Write-SwbRecord -Kind 'done' -Value $Value
}

# Ends the call with a code of shared/errors.ts and one sentence.
function global:Stop-Swb {
  param([string] $Code, [string] $Message, [string] $Fix = '', [hashtable] $Data = @{})
  $exception = [System.InvalidOperationException]::new($Message)
  $exception.Data['SwbCode'] = $Code
  $exception.Data['SwbFix'] = $Fix
  foreach ($key in $Data.Keys) { $exception.Data[$key] = $Data[$key] }
  throw $exception
}

# An error as plain data: types and HRESULTs from the outside in, never only its localised text.
function global:ConvertTo-SwbError {
  param([System.Management.Automation.ErrorRecord] $ErrorRecord)
  $chain = @()
  $code = $null
  $fix = $null
  $command = $null
  $about = $null
  $exception = $ErrorRecord.Exception
  while ($null -ne $exception -and $chain.Count -lt 8) {
    $chain += [pscustomobject] @{
      type = $exception.GetType().FullName
      hresult = '0x{0:X8}' -f $exception.HResult
      message = [string] $exception.Message
    }
    if ($exception -is [System.Management.Automation.CommandNotFoundException]) {
      $command = [string] $exception.CommandName
    }
    if ($exception.Data.Contains('SwbCode')) {
      $code = [string] $exception.Data['SwbCode']
      $fix = [string] $exception.Data['SwbFix']
    }
    if ($exception.Data.Contains('SwbAbout')) { $about = [string] $exception.Data['SwbAbout'] }
    $exception = $exception.InnerException
  }
  [pscustomobject] @{
    errors = @($chain)
    fullyQualifiedErrorId = [string] $ErrorRecord.FullyQualifiedErrorId
    code = $code
    fix = $fix
    command = $command
    about = $about
  }
}

# Ends the call where the file is not the one that was previewed.
function global:Assert-SwbHash {
  param([string] $Path, [string] $Hash)
  if ((Get-SwbHash -Bytes (Get-SwbBytes -Path $Path)) -ne $Hash) {
    Stop-Swb -Code 'file-changed' -Message 'The configuration has changed since the preview; nothing was written.' -Fix 'Look at the new preview and apply that.'
  }
}

# What an operation is about, as a path of names: IIS's own errors often do not say it.
function global:Get-SwbAbout {
  param([object] $Operation)
  $words = @($Operation.section.Split('/')[-1])
  if ($null -ne $Operation.location) { $words += [string] $Operation.location }
  if ($null -ne $Operation.PSObject.Properties['steps']) {
    foreach ($step in @($Operation.steps)) {
      if ($null -eq $step) { continue }
      if ($null -eq $step.PSObject.Properties['key']) { $words += [string] $step.element; continue }
      foreach ($key in $step.key.PSObject.Properties) { $words += [string] $key.Value }
    }
    $words += [string] $Operation.attribute
  }
  if ($null -ne $Operation.PSObject.Properties['attributes']) {
    foreach ($attribute in $Operation.attributes.PSObject.Properties) { if ($attribute.Name -eq 'name') { $words += [string] $attribute.Value } }
  }
  $words -join ' / '
}

# One part that could not be read, where the others stand.
function global:ConvertTo-SwbFailure {
  param([string] $Part, [System.Management.Automation.ErrorRecord] $ErrorRecord)
  [pscustomobject] @{ part = $Part; error = (ConvertTo-SwbError -ErrorRecord $ErrorRecord) }
}

# A path with %...% expanded on this computer, made whole as PowerShell makes it whole.
function global:Get-SwbPath {
  param([string] $Path)
  $expanded = [System.Environment]::ExpandEnvironmentVariables($Path)
  $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($expanded)
}

# Runs a program and gives its exit code and lines. It must not see our stdin, or it eats the next requests; and under
# 'Stop' 5.1 takes the first byte on a program's stderr for a terminating error.
function global:Invoke-SwbProgram {
  param([string] $FilePath, [string[]] $ArgumentList = @())
  $ErrorActionPreference = 'Continue'
  $lines = @($null | & $FilePath @ArgumentList 2>&1 | ForEach-Object -Process { [string] $_ })
  [pscustomobject] @{ ExitCode = $LASTEXITCODE; Lines = $lines }
}

# Runs a script's block, lets only records through, and turns what is thrown into the record that ends the call.
function global:Invoke-SwbBlock {
  param([scriptblock] $Block, [string] $Json)
  $ErrorActionPreference = 'Stop'
  try {
    & $Block -Json $Json *>&1 | ForEach-Object -Process {
      if ($null -ne $_ -and $null -ne $_.PSObject.Properties['SwbKind']) { $_ }
    }
  } catch {
    Write-SwbRecord -Kind 'failed' -Value (ConvertTo-SwbError -ErrorRecord $_)
  }
}

# Where the configuration in force is: elsewhere than usual where several servers share one.
function global:Get-SwbConfiguration {
  $folder = Get-SwbPath -Path '%windir%\System32\inetsrv\config'
  if (-not [System.IO.Directory]::Exists($folder)) {
    Stop-Swb -Code 'iis-missing' -Message 'IIS is not installed on this computer.' -Fix 'Install the role Web Server (IIS).'
  }
  $redirection = [System.IO.Path]::Combine($folder, 'redirection.config')
  $path = [System.IO.Path]::Combine($folder, 'applicationHost.config')
  $redirected = $false
  if ([System.IO.File]::Exists($redirection)) {
    $bytes = Get-SwbBytes -Path $redirection
    $xml = [System.Xml.XmlDocument]::new()
    $xml.XmlResolver = $null
    try {
      $xml.Load([System.IO.MemoryStream]::new($bytes))
    } catch {
      Stop-Swb -Code 'not-xml' -Message "$redirection is not well-formed, so nobody knows which configuration is in force." -Fix 'Restore it from a backup, or correct it.'
    }
    $node = $xml.SelectSingleNode('/configuration/configurationRedirection')
    if ($null -ne $node -and $node.GetAttribute('enabled') -eq 'true') {
      $path = [System.IO.Path]::Combine((Get-SwbPath -Path $node.GetAttribute('path')), 'applicationHost.config')
      $redirected = $true
    }
  }
  [pscustomobject] @{ Path = $path; Redirection = $redirection; Redirected = $redirected }
}

# A file's bytes while others may write, replace or delete it.
function global:Get-SwbBytes {
  param([string] $Path)
  $share = [System.IO.FileShare]::ReadWrite -bor [System.IO.FileShare]::Delete
  $stream = [System.IO.FileStream]::new($Path, [System.IO.FileMode]::Open, [System.IO.FileAccess]::Read, $share)
  try {
    if ($stream.Length -gt 67108864) { Stop-Swb -Code 'file-too-large' -Message "$Path is larger than 64 MB." }
    $memory = [System.IO.MemoryStream]::new()
    $stream.CopyTo($memory)
    , $memory.ToArray()
  } finally {
    $stream.Dispose()
  }
}

# Our own folder on the server. Only administrators can make one there, so nobody else has put it there before; and from
# the first moment nobody else may look into it. -Ensure also where it is there already: whoever made it may have been
# killed before it had its rights.
function global:Get-SwbOwnFolder {
  param([bool] $Ensure, [string] $Why)
  $folder = Get-SwbPath -Path '%windir%\System32\inetsrv\IISSwitchboard'
  $new = -not [System.IO.Directory]::Exists($folder)
  if ($new -or $Ensure) {
    $null = [System.IO.Directory]::CreateDirectory($folder)
    # Administrators and SYSTEM, by their SIDs: names change with the language.
    $answer = Invoke-SwbProgram -FilePath 'icacls.exe' -ArgumentList $folder, '/inheritance:r', '/grant:r', '*S-1-5-32-544:(OI)(CI)F', '*S-1-5-18:(OI)(CI)F'
    if ($answer.ExitCode -ne 0) {
      if ($new) { [System.IO.Directory]::Delete($folder) }
      Stop-Swb -Code 'write-failed' -Message "The rights of $folder could not be set, so $Why"
    }
  }
  $folder
}

# One plain file in the folder of an application. A folder is one that the configuration in force has as a physicalPath,
# written just so; anything else is refused, and so is a name that Windows would take for something else.
function global:Get-SwbSiteFile {
  param([string] $Folder, [string] $Name)
  if (-not [regex]::IsMatch($Name, '\A[A-Za-z0-9_][A-Za-z0-9_.-]{0,80}\.[A-Za-z0-9]{1,12}\z') -or [regex]::IsMatch($Name, '\A(?:con|prn|aux|nul|com[0-9]|lpt[0-9])\.', 'IgnoreCase')) {
    Stop-Swb -Code 'bad-request' -Message 'That is no plain file name.'
  }
  $configuration = Get-SwbConfiguration
  $xml = [System.Xml.XmlDocument]::new()
  $xml.XmlResolver = $null
  $reader = [System.Xml.XmlTextReader]::new([System.IO.MemoryStream]::new([byte[]] (Get-SwbBytes -Path $configuration.Path)))
  $reader.Namespaces = $false
  $reader.DtdProcessing = [System.Xml.DtdProcessing]::Prohibit
  $reader.XmlResolver = $null
  $xml.Load($reader)
  $known = $false
  foreach ($node in $xml.SelectNodes('/configuration/system.applicationHost/sites/site/application/virtualDirectory')) {
    if ([string]::Equals($node.GetAttribute('physicalPath'), $Folder, [System.StringComparison]::OrdinalIgnoreCase)) { $known = $true; break }
  }
  if ($Folder -eq '' -or -not $known) { Stop-Swb -Code 'not-found' -Message "$Folder is not the physicalPath of any application of this server." -Fix 'Read the server again.' }
  $expanded = [System.Environment]::ExpandEnvironmentVariables($Folder)
  $share = [regex]::Match($expanded, '\A[\\/]{2}[^\\/?.]+[\\/]+[^\\/]+').Value
  # A device path, a path on whatever drive is the current one, or a variable that this server does not have.
  if (($share -eq '' -and [regex]::IsMatch($expanded, '\A(?:[\\/]{2}|[A-Za-z]:(?![\\/]))')) -or -not [System.IO.Path]::IsPathRooted($expanded) -or [regex]::IsMatch($expanded, '%[^%\\/]+%')) {
    Stop-Swb -Code 'not-found' -Message "$Folder is no folder on a drive or a share of this server." -Fix 'Correct the physicalPath first.'
  }
  $full = Get-SwbPath -Path $Folder
  if (-not [System.IO.Directory]::Exists($full)) {
    Stop-Swb -Code 'not-found' -Message "There is no folder $full on the server, or this account may not see it." -Fix 'Make the folder first, or correct the physicalPath.'
  }
  $path = [System.IO.Path]::Combine($full, $Name)
  if ([System.IO.Directory]::Exists($path)) { Stop-Swb -Code 'file-unreadable' -Message "$path is a folder." }
  [pscustomobject] @{ Path = $path; Share = $share }
}

# SHA-256 as lower-case hex.
function global:Get-SwbHash {
  param([byte[]] $Bytes)
  $sha = [System.Security.Cryptography.SHA256]::Create()
  try {
    [System.BitConverter]::ToString($sha.ComputeHash($Bytes)).Replace('-', '').ToLowerInvariant()
  } finally {
    $sha.Dispose()
  }
}

# IIS's own management, as one long-lived view: it must be reset before each reading or writing. WebAdministration is
# never loaded: both in one process make IIS's "file has changed on disk" by themselves.
function global:Open-SwbIis {
  if ($null -eq (Get-Module -ListAvailable -Name 'IISAdministration')) {
    Stop-Swb -Code 'management-scripts-missing' -Message 'The IISAdministration module is not installed on this server.' -Fix 'Install IIS Management Scripts and Tools (Web-Scripting-Tools).'
  }
  Import-Module -Name 'IISAdministration'
  Reset-IISServerManager -Confirm:$false
}

# Sites and ApplicationPools are getters, and PowerShell takes one that throws for $null: as if IIS had no site. The
# error of a method arrives.
function global:Get-SwbManager {
  $manager = Get-IISServerManager
  $null = $manager.GetApplicationHostConfiguration().GetSection('system.applicationHost/sites')
  $manager
}

# Data from JSON as the hashtable that IISAdministration takes.
function global:ConvertTo-SwbTable {
  param([object] $Value)
  $table = @{}
  foreach ($property in $Value.PSObject.Properties) { $table[$property.Name] = $property.Value }
  $table
}

# A second runspace, for what must be watched or given up while it runs.
function global:New-SwbWorker {
  [System.Management.Automation.PowerShell]::Create([System.Management.Automation.Runspaces.InitialSessionState]::CreateDefault2())
}
