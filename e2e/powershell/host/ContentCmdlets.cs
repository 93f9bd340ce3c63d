// Get-Content and Set-Content: an injected script would have something to show for itself.
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Text;

namespace Microsoft.PowerShell.Commands;

[Cmdlet(VerbsCommon.Get, "Content", DefaultParameterSetName = "Path")]
public sealed class GetContentCommand : PathCommand
{
    [Parameter, Alias("First", "Head")] public long TotalCount { get; set; } = -1;
    [Parameter, Alias("Last")] public int Tail { get; set; } = -1;
    [Parameter] public SwitchParameter Raw { get; set; }
    [Parameter] public string Encoding { get; set; }
    [Parameter] public SwitchParameter AsByteStream { get; set; }
    [Parameter] public long ReadCount { get; set; } = 1;
    protected override void ProcessRecord()
    {
        foreach (var p in Paths)
            Guard(() =>
            {
                SessionState.Path.GetUnresolvedProviderPathFromPSPath(p, out var prov, out _);
                if (prov.Name != "FileSystem")
                {
                    foreach (var r in InvokeProvider.Content.GetReader(new[] { p }, Force, Literal)) using (r) for (var l = r.Read(0); l != null && l.Count > 0; l = r.Read(0)) foreach (var x in l) WriteObject(x, true);
                    return;
                }
                foreach (var f in Files(p))
                {
                    if (AsByteStream) { var b = File.ReadAllBytes(f); if (Raw) WriteObject(b, false); else WriteObject(b, true); continue; }
                    var enc = Enc.Of(Encoding);
                    if (Raw) { WriteObject(Note(File.ReadAllText(f, enc), f, null)); continue; }
                    IEnumerable<string> lines = File.ReadLines(f, enc);
                    if (Tail >= 0) lines = lines.TakeLast(Tail);
                    if (TotalCount >= 0) lines = lines.Take((int)Math.Min(int.MaxValue, TotalCount));
                    if (ReadCount == 0) { WriteObject(lines.ToArray(), false); continue; }
                    long n = 0;
                    foreach (var l in lines) WriteObject(Note(l, f, ++n));
                }
            });
    }
    // each line carries the file's notes, as the real cmdlet's do (5.1's ConvertTo-Json shows them)
    private static PSObject Note(string s, string file, long? n)
    {
        var o = new PSObject(s);
        o.Properties.Add(new PSNoteProperty("PSPath", "Microsoft.PowerShell.Core\\FileSystem::" + file));
        o.Properties.Add(new PSNoteProperty("PSParentPath", "Microsoft.PowerShell.Core\\FileSystem::" + System.IO.Path.GetDirectoryName(file)));
        o.Properties.Add(new PSNoteProperty("PSChildName", System.IO.Path.GetFileName(file)));
        if (n != null) o.Properties.Add(new PSNoteProperty("ReadCount", n.Value));
        return o;
    }
}

public abstract class WriteContentBase : PathCommand
{
    [Parameter(Position = 1, Mandatory = true, ValueFromPipeline = true), AllowNull, AllowEmptyCollection] public object[] Value { get; set; }
    [Parameter] public string Encoding { get; set; }
    [Parameter] public SwitchParameter NoNewline { get; set; }
    [Parameter] public SwitchParameter AsByteStream { get; set; }
    private readonly List<object> _v = new();
    protected abstract bool Append { get; }
    protected override void ProcessRecord() { if (Value != null) _v.AddRange(Value); }
    protected override void EndProcessing()
    {
        foreach (var p in Paths)
            Guard(() =>
            {
                var f = SessionState.Path.GetUnresolvedProviderPathFromPSPath(p, out var prov, out _);
                if (prov.Name != "FileSystem") { foreach (var w in InvokeProvider.Content.GetWriter(p)) using (w) w.Write(_v); return; }
                if (AsByteStream) { var b = _v.Select(x => LanguagePrimitives.ConvertTo<byte>(x)).ToArray(); using var s = new FileStream(f, Append ? FileMode.Append : FileMode.Create); s.Write(b); return; }
                using var sw = new StreamWriter(f, Append, Enc.Of(Encoding));
                foreach (var x in _v) { var t = LanguagePrimitives.ConvertTo<string>(x); if (NoNewline) sw.Write(t); else sw.WriteLine(t); }
            });
    }
}
[Cmdlet(VerbsCommon.Set, "Content", DefaultParameterSetName = "Path")] public sealed class SetContentCommand : WriteContentBase { protected override bool Append => false; }

internal static class Enc
{
    public static Encoding Of(string n) => (n ?? "utf8").ToLowerInvariant() switch
    {
        "utf8" or "utf8nobom" or "default" => new UTF8Encoding(false), "utf8bom" => new UTF8Encoding(true), "unicode" or "utf16" => Encoding.Unicode,
        "bigendianunicode" => Encoding.BigEndianUnicode, "ascii" => Encoding.ASCII, "utf32" => Encoding.UTF32, "oem" or "ansi" or "latin1" => Encoding.Latin1, _ => Encoding.GetEncoding(n),
    };
}
