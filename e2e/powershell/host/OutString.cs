// Out-String: the engine itself calls it for what is piped into a program.
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Text;
using Microsoft.PowerShell.Commands.Internal.Format;
using PwshHost;

namespace Microsoft.PowerShell.Commands;

[Cmdlet(VerbsData.Out, "String"), OutputType(typeof(string))]
public sealed class OutStringCommand : FrontEndCommandBase
{
    [Parameter] public SwitchParameter Stream { get; set; }
    [Parameter, ValidateRange(2, int.MaxValue)] public int Width { get; set; }
    [Parameter] public SwitchParameter NoNewline { get; set; }
    private readonly StringBuilder _sb = new();
    public OutStringCommand() => Internals.MakeOutput(this);
    protected override void BeginProcessing() { Internals.SetLineSink(this, Line, Width > 0 ? Width : 120); base.BeginProcessing(); }
    private void Line(string s) { s = PSHostUserInterface.GetOutputString(s, false); if (Stream) WriteObject(s); else if (NoNewline) _sb.Append(s); else _sb.AppendLine(s); }
    protected override void EndProcessing() { base.EndProcessing(); if (!Stream) WriteObject(_sb.ToString()); }
}
