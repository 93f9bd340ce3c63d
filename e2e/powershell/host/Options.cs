// The switches of pwsh that tests use, with its abbreviations.
using System.Text;

namespace PwshHost;

internal sealed class Options
{
    public bool NoExit, NonInteractive, NoProfile, ServerMode, SshServerMode, Version, ReadStdin;
    public string Command, File, WorkingDirectory, ConfigurationName, Error;
    public List<string> FileArgs = new();

    private static readonly string[] Switches =
    {
        "nologo", "noprofile", "noninteractive", "noexit", "executionpolicy", "command", "commandwithargs", "file",
        "encodedcommand", "version", "sshservermode", "servermode", "workingdirectory", "configurationname",
        "inputformat", "outputformat", "login", "sta", "mta", "windowstyle", "settingsfile", "help", "noprofileloadtime",
    };

    // exact aliases win over prefixes, as pwsh has them
    private static readonly Dictionary<string, string> Short = new(StringComparer.OrdinalIgnoreCase)
    {
        ["c"] = "command", ["f"] = "file", ["e"] = "encodedcommand", ["ec"] = "encodedcommand", ["ep"] = "executionpolicy",
        ["ex"] = "executionpolicy", ["exec"] = "executionpolicy", ["v"] = "version", ["s"] = "servermode", ["sshs"] = "sshservermode",
        ["wd"] = "workingdirectory", ["w"] = "windowstyle", ["if"] = "inputformat", ["inp"] = "inputformat", ["of"] = "outputformat",
        ["o"] = "outputformat", ["l"] = "login", ["cwa"] = "commandwithargs", ["noni"] = "noninteractive", ["nop"] = "noprofile",
        ["noe"] = "noexit", ["nol"] = "nologo", ["?"] = "help", ["h"] = "help",
    };

    private static string Resolve(string a)
    {
        var n = a.StartsWith("--") ? a[2..] : a[1..];
        if (Short.TryGetValue(n, out var s)) return s;
        var hits = Switches.Where(x => x.StartsWith(n, StringComparison.OrdinalIgnoreCase)).ToArray();
        return hits.Contains(n.ToLowerInvariant()) ? n.ToLowerInvariant() : hits.FirstOrDefault();
    }

    public static Options Parse(string[] args)
    {
        var o = new Options();
        for (int i = 0; i < args.Length; i++)
        {
            var a = args[i];
            string Next() => ++i < args.Length ? args[i] : (o.Error = $"The argument '{a}' needs a value.");
            var sw = a.Length > 1 && (a[0] == '-' || (a[0] == '/' && Resolve(a) != null && !System.IO.File.Exists(a))) ? Resolve(a) : null;
            if (sw == null)
            {
                if (a.Length > 1 && a[0] == '-') { o.Error = $"The argument '{a}' is not recognized as the name of an option."; return o; }
                o.File = a; o.FileArgs = args[(i + 1)..].ToList(); return o;          // first positional: a script file
            }
            switch (sw)
            {
                case "noexit": o.NoExit = true; break;
                case "noninteractive": o.NonInteractive = true; break;
                case "noprofile": o.NoProfile = true; break;
                case "servermode": o.ServerMode = true; break;
                case "sshservermode": o.SshServerMode = true; break;
                case "version": o.Version = true; break;
                case "executionpolicy": case "inputformat": case "outputformat": case "windowstyle": case "settingsfile": Next(); break;
                case "configurationname": o.ConfigurationName = Next(); break;
                case "workingdirectory": o.WorkingDirectory = Next(); break;
                case "encodedcommand":
                    try { o.Command = Encoding.Unicode.GetString(Convert.FromBase64String(Next())); }
                    catch (FormatException) { o.Error = "Cannot process the command because the value specified with -EncodedCommand is not properly encoded. The value must be Base64 encoded."; }
                    break;
                case "command": case "commandwithargs":
                    var rest = args[(i + 1)..];
                    if (rest.Length == 0) { o.Error = "Cannot process the command because of a missing parameter. A command must follow -Command."; return o; }
                    if (rest.Length == 1 && rest[0] == "-") o.ReadStdin = true; else o.Command = string.Join(' ', rest);
                    return o;
                case "file":
                    var f = Next();
                    if (f == "-") { o.ReadStdin = true; return o; }
                    o.File = f; o.FileArgs = args[(i + 1)..].ToList();
                    return o;
            }
        }
        if (o.Command == null && o.File == null) o.ReadStdin = true;
        return o;
    }
}
