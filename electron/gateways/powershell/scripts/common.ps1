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
