# The lane's own end, in its process on this computer: takes requests from stdin, frames records on stdout.
$global:ErrorActionPreference = 'Stop'
$global:ProgressPreference = 'SilentlyContinue'
$global:WarningPreference = 'SilentlyContinue'
$global:InformationPreference = 'SilentlyContinue'
$global:ConfirmPreference = 'None'
# Every request is a line of history, and 4,096 of them are kept. An engine that is asked for its history only now and
# then still keeps as many with this set to 1 (measured with 7.6.9), so each call clears it as well.
$global:MaximumHistoryCount = 1
$global:SwbRemote = $null
$global:SwbSent = @{}

# One record on a line of its own, in one write: what else is on stdout can stand before or behind it, not inside.
# It leaves by the console and not by the pipeline, so transcripts do not hold it.
function global:Send-SwbFrame {
  param([string] $Id, [int] $Sequence, [string] $Kind, [string] $Json)
  $body = [System.Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes($Json))
  [System.Console]::Out.Write("`n#SWB $Id $Sequence $Kind $body#`n")
}

# The open session with the target: made at the first call, and again at the one after it has broken.
function global:Get-SwbRemote {
  param([string] $Target)
  if ($null -ne $global:SwbRemote -and $global:SwbRemote.State -ne 'Opened') {
    Remove-PSSession -Session $global:SwbRemote -ErrorAction Ignore
    $global:SwbRemote = $null
  }
  if ($null -eq $global:SwbRemote) {
    $global:SwbSent = @{}
    $remote = New-PSSession -ComputerName $Target
    $mode = Invoke-Command -Session $remote -ScriptBlock { "$($ExecutionContext.SessionState.LanguageMode)" }
    if ($mode -ne 'FullLanguage') {
      Remove-PSSession -Session $remote
      Stop-Swb -Code 'powershell-constrained' -Message "A policy on $Target holds PowerShell in $mode."
    }
    $common = ${function:Swb-Common}.ToString()
    Invoke-Command -Session $remote -ArgumentList $common -ScriptBlock {
      param([string] $Common)
      $global:ProgressPreference = 'SilentlyContinue'
      $global:ConfirmPreference = 'None'
      $global:SwbBlocks = @{}
      . ([scriptblock]::Create($Common))
    }
    $global:SwbRemote = $remote
  }
  $global:SwbRemote
}

# The same block in the remote session. Its text is sent once; what travels with each call is data.
function global:Invoke-SwbRemote {
  param([string] $Target, [string] $Name, [scriptblock] $Block, [string] $Json)
  $remote = Get-SwbRemote -Target $Target
  if (-not $global:SwbSent.ContainsKey($Name)) {
    $text = $Block.ToString()
    Invoke-Command -Session $remote -ArgumentList $Name, $text -ScriptBlock {
      param([string] $Name, [string] $Text)
      $global:SwbBlocks[$Name] = [scriptblock]::Create($Text)
    }
    $global:SwbSent[$Name] = $true
  }
  Invoke-Command -Session $remote -ArgumentList $Name, $Json -ScriptBlock {
    param([string] $Name, [string] $Json)
    Invoke-SwbBlock -Block $global:SwbBlocks[$Name] -Json $Json
  }
}

# A call: base64 of UTF-8 JSON { id, script, target, args }, where args is JSON again, handed on as it is.
function global:Invoke-Swb {
  param([string] $Request)
  $text = [System.Text.Encoding]::UTF8.GetString([System.Convert]::FromBase64String($Request))
  $call = ConvertFrom-Json -InputObject $text
  $sequence = 0
  $end = $null
  $beyond = $false
  $takeRecord = {
    if ($null -eq $_ -or $null -eq $_.PSObject.Properties['SwbKind']) { return }
    if ($null -ne $end) { $beyond = $true; return }
    if ($_.SwbKind -eq 'done' -or $_.SwbKind -eq 'failed') { $end = $_; return }
    Send-SwbFrame -Id $call.id -Sequence $sequence -Kind $_.SwbKind -Json $_.SwbJson
    $sequence++
  }
  try {
    $name = 'Swb-' + $call.script
    $block = $ExecutionContext.InvokeCommand.GetCommand($name, 'Function').ScriptBlock
    if ($null -eq $call.target) {
      Invoke-SwbBlock -Block $block -Json $call.args | ForEach-Object -Process $takeRecord
    } else {
      Invoke-SwbRemote -Target $call.target -Name $name -Block $block -Json $call.args *>&1 |
        ForEach-Object -Process $takeRecord
    }
    if ($null -eq $end) { Stop-Swb -Code 'powershell-garbled' -Message 'The script ended without an answer.' }
    if ($beyond) { Stop-Swb -Code 'powershell-garbled' -Message 'The script went on behind its answer.' }
  } catch {
    $problem = ConvertTo-SwbError -ErrorRecord $_
    # With a target, what fails on this side of it is the way there; what was committed is then unknown.
    Add-Member -InputObject $problem -MemberType NoteProperty -Name 'way' -Value ($null -ne $call.target)
    $end = Write-SwbRecord -Kind 'failed' -Value $problem
  }
  $global:Error.Clear()
  Clear-History
  Send-SwbFrame -Id $call.id -Sequence $sequence -Kind $end.SwbKind -Json $end.SwbJson
}

# The answer to the start: the process is ready for calls.
function global:Send-SwbReady {
  param([string] $Id)
  Send-SwbFrame -Id $Id -Sequence 0 -Kind 'ready' -Json 'null'
}
