# What each script calls, as the engine's own parser sees it. Prints one line of JSON.
param([string] $List)
$files = [System.IO.File]::ReadAllLines($List)
$ast = 'System.Management.Automation.Language.'

# An expression as far as the check follows it: variables, members, indexes, commands and constants.
function Get-Expression {
  param($Node)
  if ($null -eq $Node) { return $null }
  switch ($Node.GetType().Name) {
    'VariableExpressionAst' { return @{ kind = 'variable'; name = $Node.VariablePath.UserPath } }
    'StringConstantExpressionAst' { return @{ kind = 'constant'; value = $Node.Value } }
    'ConstantExpressionAst' { return @{ kind = 'constant'; value = [string] $Node.Value } }
    'IndexExpressionAst' { return @{ kind = 'index'; of = (Get-Expression -Node $Node.Target) } }
    'ParenExpressionAst' { return Get-Expression -Node $Node.Pipeline }
    'ArrayExpressionAst' { if ($Node.SubExpression.Statements.Count -eq 1) { return Get-Expression -Node $Node.SubExpression.Statements[0] } }
    'PipelineAst' { if ($Node.PipelineElements.Count -eq 1) { return Get-Expression -Node $Node.PipelineElements[0] } }
    'CommandExpressionAst' { return Get-Expression -Node $Node.Expression }
    'CommandAst' { return @{ kind = 'command'; name = $Node.GetCommandName() } }
    'ConvertExpressionAst' { return @{ kind = 'cast'; type = $Node.Type.TypeName.FullName } }
    'TypeExpressionAst' { return @{ kind = 'type'; name = $Node.TypeName.FullName } }
    { $_ -in 'MemberExpressionAst', 'InvokeMemberExpressionAst' } {
      $arguments = $null
      if ($_ -eq 'InvokeMemberExpressionAst') { $arguments = @($Node.Arguments | Where-Object -FilterScript { $null -ne $_ } | ForEach-Object -Process { Get-Expression -Node $_ }) }
      return @{ kind = 'member'; of = (Get-Expression -Node $Node.Expression); name = (Get-Expression -Node $Node.Member).value; static = $Node.Static; arguments = $arguments }
    }
  }
  return @{ kind = 'other' }
}

function Get-Command51Problem {
  param($Tree, $Tokens)
  $found = [System.Collections.Generic.List[object]]::new()
  $note = { param($Extent, $What) $found.Add(@{ line = $Extent.StartLineNumber; what = $What }) }
  $kinds = @{ QuestionMark = 'ternary ?:'; QuestionQuestion = '??'; QuestionQuestionEquals = '??='; QuestionDot = '?.'; QuestionLBracket = '?[]'; AndAnd = '&&'; OrOr = '||'; Clean = 'clean {}' }
  for ($i = 0; $i -lt $Tokens.Count; $i++) {
    $token = $Tokens[$i]
    $kind = [string] $token.Kind
    if ($kinds.ContainsKey($kind) -and $kind -ne 'Clean') { & $note $token.Extent $kinds[$kind] }
    if ($kind -eq 'Pipe' -and $i -gt 0 -and [string] $Tokens[$i - 1].Kind -in 'NewLine', 'Comment') { & $note $token.Extent 'a line that begins with |' }
    if ($kind -eq 'Number' -and $token.Text -match '^(0b|.*(?<!^0x[0-9a-f]*)(uy|y|us|s|ul|u|n)$)') { & $note $token.Extent ('the number ' + $token.Text) }
    if ($kind -eq 'StringExpandable' -or $kind -eq 'HereStringExpandable' -or $kind -eq 'Generic') { if ($token.Text -cmatch '(?<!`)(``)*`(u\{|e)') { & $note $token.Extent 'the escape `u{} or `e' } }
    if ($kind -like 'HereString*') { & $note $token.Extent 'a here-string, which a blank line would cut' }
  }
  foreach ($node in $Tree.FindAll({ $true }, $true)) {
    switch ($node.GetType().Name) {
      'ScriptBlockAst' { if ($null -ne $node.CleanBlock) { & $note $node.CleanBlock.Extent 'clean {}' } }
      'PipelineAst' { if ($node.Background) { & $note $node.Extent 'a job by &' } }
      'BinaryExpressionAst' { if ([string] $node.Operator -in 'Ireplace', 'Creplace' -and $node.Right.Extent.Text -match '\{') { & $note $node.Extent '-replace with a script block' } }
      'VariableExpressionAst' { if ($node.VariablePath.UserPath -in 'IsWindows', 'IsLinux', 'IsMacOS', 'IsCoreCLR', 'PSStyle', 'EnabledExperimentalFeatures') { & $note $node.Extent ('$' + $node.VariablePath.UserPath) } }
    }
  }
  , $found.ToArray()
}

function Get-Element {
  param($Node)
  switch ($Node.GetType().Name) {
    'CommandParameterAst' { return @{ parameter = $Node.ParameterName; value = (Get-Expression -Node $Node.Argument) } }
    'VariableExpressionAst' { if ($Node.Splatted) { return @{ splat = $true } } }
  }
  return @{ value = (Get-Expression -Node $Node) }
}

$answers = foreach ($file in $files) {
  $tokens = $null
  $errors = $null
  $tree = [System.Management.Automation.Language.Parser]::ParseFile($file, [ref] $tokens, [ref] $errors)
  $functions = @(); $commands = @(); $members = @(); $assignments = @()
  foreach ($node in $tree.FindAll({ $true }, $true)) {
    $line = $node.Extent.StartLineNumber
    switch ($node.GetType().Name) {
      'FunctionDefinitionAst' {
        $parameters = @($node.Parameters) + @($node.Body.ParamBlock.Parameters) | Where-Object -FilterScript { $null -ne $_ } | ForEach-Object -Process {
          @{ name = $_.Name.VariablePath.UserPath; type = $_.StaticType.Name }
        }
        $functions += @{ name = ($node.Name -replace '^\w+:', ''); line = $line; parameters = @($parameters) }
      }
      'CommandAst' {
        $elements = @($node.CommandElements | Where-Object -FilterScript { $_ -ne $node.CommandElements[0] } | ForEach-Object -Process { Get-Element -Node $_ })
        $commands += @{ name = $node.GetCommandName(); line = $line; elements = $elements; fed = ($node.Parent.PipelineElements.IndexOf($node) -gt 0) }
      }
      'AssignmentStatementAst' { $assignments += @{ variable = (Get-Expression -Node $node.Left).name; value = (Get-Expression -Node $node.Right); each = $false; line = $line } }
      'ForEachStatementAst' { $assignments += @{ variable = $node.Variable.VariablePath.UserPath; value = (Get-Expression -Node $node.Condition); each = $true; line = $line } }
      { $_ -in 'MemberExpressionAst', 'InvokeMemberExpressionAst' } { $members += @{ line = $line; expression = (Get-Expression -Node $node) } }
    }
  }
  @{
    file = $file; functions = $functions; commands = $commands; members = $members; assignments = $assignments
    errors = @($errors | Where-Object -FilterScript { $null -ne $_ } | ForEach-Object -Process { @{ line = $_.Extent.StartLineNumber; what = $_.Message } })
    newer = (Get-Command51Problem -Tree $tree -Tokens $tokens)
  }
}
[System.Console]::Out.WriteLine((ConvertTo-Json -InputObject @($answers) -Compress -Depth 60))
