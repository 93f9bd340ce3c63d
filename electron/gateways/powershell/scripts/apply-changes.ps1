# Changes applicationHost.config by IIS's own objects, all of it in one commit or nothing.
param([string] $Json)
$In = ConvertFrom-Json -InputObject $Json
Open-SwbIis
$configuration = Get-SwbConfiguration
if ($configuration.Path -ne $In.path) {
  Stop-Swb -Code 'file-changed' -Message 'The server reads its configuration from another place now; nothing was written.'
}
$committed = $false
Start-IISCommitDelay
try {
  $sections = @{}
  foreach ($operation in $In.operations) {
    $key = "$($operation.section)|$($operation.location)"
    if ($sections.ContainsKey($key)) { continue }
    try {
      if ($null -eq $operation.location) {
        $section = Get-IISConfigSection -SectionPath $operation.section -CommitPath 'MACHINE/WEBROOT/APPHOST'
      } else {
        $section = Get-IISConfigSection -SectionPath $operation.section -CommitPath 'MACHINE/WEBROOT/APPHOST' -Location $operation.location
      }
    } catch {
      # A file that IIS can't read is, first of all, not the one that was previewed.
      $failure = $_
      Assert-SwbHash -Path $configuration.Path -Hash $In.expectedHash
      $failure.Exception.Data['SwbAbout'] = Get-SwbAbout -Operation $operation
      throw $failure
    }
    $sections[$key] = $section
  }
  # Only now: IIS has read the file by this time, and its own commit finds what changes after it.
  Assert-SwbHash -Path $configuration.Path -Hash $In.expectedHash
  foreach ($operation in $In.operations) {
    try {
      $section = $sections["$($operation.section)|$($operation.location)"]
      $element = $section
      foreach ($step in @($operation.steps)) {
        if ($null -eq $step) { continue }
        if ($null -ne $step.PSObject.Properties['key']) {
          $collection = Get-IISConfigCollection -ConfigElement $element
          $element = Get-IISConfigCollectionElement -ConfigCollection $collection -ConfigAttribute (ConvertTo-SwbTable -Value $step.key)
          if ($null -eq $element) { Stop-Swb -Code 'not-found' -Message 'An object of the change is not in the configuration any more; nothing was written.' }
        } else {
          $element = Get-IISConfigElement -ConfigElement $element -ChildElementName $step.element
        }
      }
      if ($operation.op -eq 'set') {
        $value = $operation.value
        if ($operation.type -eq 'bool') { $value = $value -eq 'true' }
        if ($operation.type -eq 'uint') { $value = [System.Convert]::ToInt64($value, [System.Globalization.CultureInfo]::InvariantCulture) }
        if ($operation.type -eq 'timeSpan') { $value = [System.TimeSpan]::Parse($value, [System.Globalization.CultureInfo]::InvariantCulture) }
        Set-IISConfigAttributeValue -ConfigElement $element -AttributeName $operation.attribute -AttributeValue $value
      } elseif ($operation.op -eq 'clear') {
        Remove-IISConfigAttribute -ConfigElement $element -AttributeName $operation.attribute
      } elseif ($operation.op -eq 'add') {
        $collection = Get-IISConfigCollection -ConfigElement $section
        $made = New-IISConfigCollectionElement -ConfigCollection $collection -ConfigAttribute (ConvertTo-SwbTable -Value $operation.attributes) -Passthru
        if ($null -ne $operation.PSObject.Properties['locks']) {
          foreach ($lock in $operation.locks.PSObject.Properties) {
            $value = $lock.Value
            if ($lock.Name -eq 'lockItem') { $value = $value -eq 'true' }
            $made.SetMetadata($lock.Name, $value)
          }
        }
      } elseif ($operation.op -eq 'remove') {
        $collection = Get-IISConfigCollection -ConfigElement $section
        Remove-IISConfigCollectionElement -ConfigCollection $collection -ConfigAttribute (ConvertTo-SwbTable -Value $operation.attributes) -Confirm:$false
      } elseif ($operation.op -eq 'revert') {
        $section.RevertToParent()
      }
    } catch {
      $_.Exception.Data['SwbAbout'] = Get-SwbAbout -Operation $operation
      throw
    }
  }
  Write-SwbCommit
  Stop-IISCommitDelay -Commit $true
  $committed = $true
} finally {
  if (-not $committed) {
    try { Stop-IISCommitDelay -Commit $false } catch { Write-Verbose -Message 'There was no commit to give up.' }
    Reset-IISServerManager -Confirm:$false
  }
}
$after = Get-SwbHash -Bytes (Get-SwbBytes -Path $configuration.Path)
Write-SwbDone -Value ([pscustomobject] @{ hashAfter = $after; path = $configuration.Path })
