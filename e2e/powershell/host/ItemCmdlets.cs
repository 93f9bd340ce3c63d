// Microsoft.PowerShell.Management: thin cmdlets over the engine's own providers, and Get-Process.
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Text;

namespace Microsoft.PowerShell.Commands;

public abstract class PathCommand : PSCmdlet
{
    [Parameter(Position = 0, ParameterSetName = "Path", ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)] public string[] Path { get; set; }
    [Parameter(ParameterSetName = "LiteralPath", Mandatory = true, ValueFromPipelineByPropertyName = true), Alias("PSPath", "LP")] public string[] LiteralPath { get; set; }
    [Parameter] public SwitchParameter Force { get; set; }
    protected bool Literal => LiteralPath != null;
    protected string[] Paths => LiteralPath ?? Path ?? new[] { "." };

    // providers throw; the real cmdlets write non-terminating errors with the provider's own id and category
    protected void Guard(Action a)
    {
        try { a(); }
        catch (PipelineStoppedException) { throw; }
        catch (RuntimeException e) { WriteError(new ErrorRecord(e.ErrorRecord, e)); }
        catch (IOException e) { WriteError(new ErrorRecord(e, GetType().Name + "IOException", ErrorCategory.WriteError, null)); }
        catch (UnauthorizedAccessException e) { WriteError(new ErrorRecord(e, "UnauthorizedAccess", ErrorCategory.PermissionDenied, null)); }
    }

    protected IEnumerable<string> Files(string p)
    {
        if (Literal) { var f = GetUnresolvedProviderPathFromPSPath(p); if (!System.IO.File.Exists(f)) throw new ItemNotFoundException($"Cannot find path '{f}' because it does not exist."); return new[] { f }; }
        return GetResolvedProviderPathFromPSPath(p, out _);
    }
    protected static T[] One<T>(T x) => new[] { x };
}

public enum TestPathType { Any, Container, Leaf }
[Cmdlet(VerbsDiagnostic.Test, "Path", DefaultParameterSetName = "Path"), OutputType(typeof(bool))]
public sealed class TestPathCommand : PathCommand
{
    [Parameter, Alias("Type")] public TestPathType PathType { get; set; }
    [Parameter] public SwitchParameter IsValid { get; set; }
    protected override void ProcessRecord()
    {
        foreach (var p in Paths)
        {
            bool r = false;
            try
            {
                if (string.IsNullOrWhiteSpace(p)) r = false;
                else if (IsValid) r = SessionState.Path.IsValid(p);
                else
                {
                    r = InvokeProvider.Item.Exists(p, Force, Literal);
                    if (r && PathType != TestPathType.Any) r = InvokeProvider.Item.IsContainer(Literal ? WildcardPattern.Escape(p) : p) == (PathType == TestPathType.Container);
                }
            }
            catch (PSNotSupportedException) { } catch (System.Management.Automation.DriveNotFoundException) { } catch (ProviderNotFoundException) { } catch (ItemNotFoundException) { }
            WriteObject(r);
        }
    }
}

[Cmdlet(VerbsCommon.Get, "ItemProperty", DefaultParameterSetName = "Path")]
public sealed class GetItemPropertyCommand : PathCommand
{
    [Parameter(Position = 1)] public string[] Name { get; set; }
    protected override void ProcessRecord() { foreach (var p in Paths) Guard(() => WriteObject(InvokeProvider.Property.Get(One(p), new Collection<string>(Name ?? Array.Empty<string>()), Literal), true)); }
}

[Cmdlet(VerbsCommon.Join, "Path")]
public sealed class JoinPathCommand : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true), Alias("PSPath")] public string[] Path { get; set; }
    [Parameter(Position = 1, Mandatory = true), AllowNull, AllowEmptyString, AllowEmptyCollection] public string[] ChildPath { get; set; }
    [Parameter(Position = 2, ValueFromRemainingArguments = true)] public string[] AdditionalChildPath { get; set; } = Array.Empty<string>();
    protected override void ProcessRecord() { foreach (var p in Path) { var r = p; foreach (var c in (ChildPath ?? Array.Empty<string>()).Concat(AdditionalChildPath)) r = SessionState.Path.Combine(r, c); WriteObject(r); } }
}
[Cmdlet(VerbsCommon.Get, "Process")]
public sealed class GetProcessCommand : PSCmdlet
{
    [Parameter(Position = 0), Alias("ProcessName")] public string[] Name { get; set; }
    [Parameter, Alias("PID")] public int[] Id { get; set; }
    protected override void EndProcessing()
    {
        if (Id != null) { foreach (var id in Id) One(id); return; }
        foreach (var p in System.Diagnostics.Process.GetProcesses().OrderBy(p => p.ProcessName, StringComparer.OrdinalIgnoreCase))
            if (Name == null || Name.Any(n => new WildcardPattern(n, WildcardOptions.IgnoreCase).IsMatch(p.ProcessName))) WriteObject(p);
    }

    private void One(int id)
    {
        try { WriteObject(System.Diagnostics.Process.GetProcessById(id)); }
        catch (ArgumentException) { WriteError(new ErrorRecord(new InvalidOperationException($"Cannot find a process with the process identifier {id}."), "NoProcessFoundForGivenId", ErrorCategory.ObjectNotFound, id)); }
    }
}
