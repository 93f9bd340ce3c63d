# What IIS itself holds to be in force at one place: its merged configuration, with locks.
param([string] $Json)
$In = ConvertFrom-Json -InputObject $Json
Open-SwbIis
$manager = Get-SwbManager
$answers = [System.Collections.Generic.List[object]]::new()
$configuration = $manager.GetWebConfiguration($In.site, $In.path)
# IIS keeps enums and flags as numbers; their names are in the schema.
$nameOf = {
  param([object] $Attribute, [object] $Value)
  $schema = $Attribute.Schema
  if ($null -eq $schema -or ($schema.Type -ne 'enum' -and $schema.Type -ne 'flags') -or $Value -is [string]) { return [string] $Value }
  $names = [System.Collections.Generic.List[string]]::new()
  foreach ($each in $schema.GetEnumValues()) {
    if ($schema.Type -eq 'enum') { if ($each.Value -eq [long] $Value) { return [string] $each.Name } }
    elseif ($each.Value -ne 0 -and ([long] $Value -band $each.Value) -eq $each.Value) { $names.Add($each.Name) }
  }
  if ($names.Count -gt 0) { return $names -join ',' }
  return [string] $Value
}
foreach ($name in @($In.sections)) {
  try {
    $section = $configuration.GetSection($name)
    $attributes = [ordered] @{}
    foreach ($attribute in $section.Attributes) {
      # By a method: PowerShell takes a getter that throws for $null.
      $value = $section.GetAttributeValue($attribute.Name)
      if ($attribute.Name -match 'password|secret|connectionstring|key|token' -or [string] $value -match '\[enc:') { continue }
      # [d.]hh:mm:ss: IIS has no fractions of a second.
      if ($value -is [System.TimeSpan]) { $value = [System.TimeSpan]::FromSeconds([System.Math]::Floor($value.TotalSeconds)).ToString('c') }
      if ($value -is [bool]) { $value = ([string] $value).ToLowerInvariant() }
      $attributes[$attribute.Name] = & $nameOf -Attribute $attribute -Value $value
    }
    if ($null -eq $section.OverrideModeEffective -or $null -eq $section.IsLocked) { throw 'IIS does not say whether the section is locked.' }
    $answers.Add([pscustomobject] @{
      section = $name; attributes = $attributes; overrideModeEffective = [string] $section.OverrideModeEffective
      isLocked = [bool] $section.IsLocked; error = $null
    })
  } catch {
    $message = (ConvertTo-SwbError -ErrorRecord $_).errors[-1].message
    $answers.Add([pscustomobject] @{ section = $name; attributes = @{}; overrideModeEffective = 'Unknown'; isLocked = $false; error = $message })
  }
}
Write-SwbDone -Value ([pscustomobject] @{ answers = @($answers) })
