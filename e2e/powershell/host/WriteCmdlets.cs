// Microsoft.PowerShell.Utility: what writes to a stream.
using System.Collections;
using System.Management.Automation;
using PwshHost;

namespace Microsoft.PowerShell.Commands;

[Cmdlet(VerbsCommunications.Write, "Output")]
public sealed class WriteOutputCommand : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true, ValueFromRemainingArguments = true), AllowNull, AllowEmptyCollection] public PSObject InputObject { get; set; }
    [Parameter] public SwitchParameter NoEnumerate { get; set; }
    protected override void ProcessRecord() => WriteObject(InputObject, !NoEnumerate);
}

public class WriteErrorException : SystemException
{
    public WriteErrorException() : base("Write-Error cmdlet threw an exception.") { }
    public WriteErrorException(string m) : base(m) { }
}

[Cmdlet(VerbsCommunications.Write, "Error", DefaultParameterSetName = "NoException")]
public sealed class WriteErrorCommand : PSCmdlet
{
    [Parameter(ParameterSetName = "WithException", Mandatory = true, Position = 0)] public Exception Exception { get; set; }
    [Parameter(ParameterSetName = "NoException", Mandatory = true, Position = 0, ValueFromPipeline = true), Parameter(ParameterSetName = "WithException"), AllowNull, AllowEmptyString, Alias("Msg")] public string Message { get; set; }
    [Parameter(ParameterSetName = "ErrorRecord", Mandatory = true, Position = 0)] public ErrorRecord ErrorRecord { get; set; }
    [Parameter] public ErrorCategory Category { get; set; }
    [Parameter] public string ErrorId { get; set; }
    [Parameter] public object TargetObject { get; set; }
    [Parameter] public string RecommendedAction { get; set; }
    [Parameter, Alias("Activity")] public string CategoryActivity { get; set; }
    [Parameter, Alias("Reason")] public string CategoryReason { get; set; }
    [Parameter, Alias("TargetName")] public string CategoryTargetName { get; set; }
    [Parameter, Alias("TargetType")] public string CategoryTargetType { get; set; }
    protected override void ProcessRecord()
    {
        ErrorRecord e;
        if (ErrorRecord != null) e = new ErrorRecord(ErrorRecord, null);
        else
        {
            var x = Exception ?? new WriteErrorException(Message);
            e = new ErrorRecord(x, string.IsNullOrEmpty(ErrorId) ? x.GetType().FullName : ErrorId, Category, TargetObject);
            if (Exception != null && !string.IsNullOrEmpty(Message)) e.ErrorDetails = new ErrorDetails(Message);
        }
        if (!string.IsNullOrEmpty(RecommendedAction)) (e.ErrorDetails ??= new ErrorDetails(e.Exception.Message)).RecommendedAction = RecommendedAction;
        if (GetVariableValue("MyInvocation") is InvocationInfo caller) { Internals.SpeakFor(e, caller); e.CategoryInfo.Activity = "Write-Error"; }
        if (!string.IsNullOrEmpty(CategoryActivity)) e.CategoryInfo.Activity = CategoryActivity;
        if (!string.IsNullOrEmpty(CategoryReason)) e.CategoryInfo.Reason = CategoryReason;
        if (!string.IsNullOrEmpty(CategoryTargetName)) e.CategoryInfo.TargetName = CategoryTargetName;
        if (!string.IsNullOrEmpty(CategoryTargetType)) e.CategoryInfo.TargetType = CategoryTargetType;
        WriteError(e);
    }
}

public abstract class WriteMessageBase : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true), AllowEmptyString, Alias("Msg")] public string Message { get; set; }
}
[Cmdlet(VerbsCommunications.Write, "Warning")] public sealed class WriteWarningCommand : WriteMessageBase { protected override void ProcessRecord() => WriteWarning(Message); }
[Cmdlet(VerbsCommunications.Write, "Verbose")] public sealed class WriteVerboseCommand : WriteMessageBase { protected override void ProcessRecord() => WriteVerbose(Message); }
[Cmdlet(VerbsCommunications.Write, "Debug")] public sealed class WriteDebugCommand : WriteMessageBase { protected override void ProcessRecord() => WriteDebug(Message); }

[Cmdlet(VerbsCommunications.Write, "Information")]
public sealed class WriteInformationCommand : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true), Alias("Msg", "Message"), AllowNull] public object MessageData { get; set; }
    [Parameter(Position = 1)] public string[] Tags { get; set; } = Array.Empty<string>();
    protected override void ProcessRecord() => WriteInformation(MessageData, Tags);
}

[Cmdlet(VerbsCommunications.Write, "Host")]
public sealed class WriteHostCommand : PSCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromRemainingArguments = true), Alias("Msg", "Message")] public object Object { get; set; }
    [Parameter] public SwitchParameter NoNewline { get; set; }
    [Parameter] public object Separator { get; set; } = " ";
    [Parameter] public ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;
    [Parameter] public ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;
    private string Text(object o) => o switch
    {
        null => "", string s => s,
        IEnumerable e when o is not IDictionary => string.Join(Separator?.ToString() ?? "", e.Cast<object>().Select(Text).Where(x => x.Length > 0)),
        PSObject p when p.BaseObject is IEnumerable or string => Text(p.BaseObject),
        _ => LanguagePrimitives.ConvertTo<string>(o),
    };
    protected override void ProcessRecord() => WriteInformation(new HostInformationMessage { Message = Text(Object), NoNewLine = NoNewline, ForegroundColor = ForegroundColor, BackgroundColor = BackgroundColor }, new[] { "PSHOST" });
}

[Cmdlet(VerbsCommunications.Write, "Progress")]
public sealed class WriteProgressCommand : PSCmdlet
{
    [Parameter(Position = 0)] public string Activity { get; set; } = "Processing";
    [Parameter(Position = 1)] public string Status { get; set; } = "Processing";
    [Parameter(Position = 2)] public int Id { get; set; }
    [Parameter] public int PercentComplete { get; set; } = -1;
    [Parameter] public int SecondsRemaining { get; set; } = -1;
    [Parameter] public string CurrentOperation { get; set; }
    [Parameter] public int ParentId { get; set; } = -1;
    [Parameter] public SwitchParameter Completed { get; set; }
    [Parameter] public int SourceId { get; set; }
    protected override void ProcessRecord() => WriteProgress(new ProgressRecord(Id, Activity, Status) { ParentActivityId = ParentId, PercentComplete = PercentComplete, SecondsRemaining = SecondsRemaining, CurrentOperation = CurrentOperation, RecordType = Completed ? ProgressRecordType.Completed : ProgressRecordType.Processing });
}
