// Microsoft.PowerShell.Utility: what makes objects, and Start-Sleep.
using System.Collections;
using System.Management.Automation;
using PwshHost;

namespace Microsoft.PowerShell.Commands;

[Cmdlet(VerbsCommon.New, "Object")]
public sealed class NewObjectCommand : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true)] public string TypeName { get; set; }
    [Parameter(Position = 1), Alias("Args")] public object[] ArgumentList { get; set; }
    [Parameter] public IDictionary Property { get; set; }
    protected override void EndProcessing()
    {
        if (!LanguagePrimitives.TryConvertTo<Type>(TypeName, out var t))
            ThrowTerminatingError(new ErrorRecord(new PSArgumentException($"Cannot find type [{TypeName}]: verify that the assembly containing this type is loaded."), "TypeNotFound", ErrorCategory.InvalidType, null));
        PSObject o = null;
        try
        {
            o = t == typeof(PSObject) ? new PSObject() : t.IsValueType && (ArgumentList == null || ArgumentList.Length == 0)
                ? PSObject.AsPSObject(Activator.CreateInstance(t)) : PSObject.AsPSObject(Internals.Construct(t, ArgumentList ?? Array.Empty<object>()));
        }
        catch (Exception e) when (e is not PipelineStoppedException)
        {
            ThrowTerminatingError(new ErrorRecord(e, "ConstructorInvokedThrowException,Microsoft.PowerShell.Commands.NewObjectCommand", ErrorCategory.InvalidOperation, null));
        }
        if (Property != null)
            foreach (DictionaryEntry e in Property)
            {
                var n = e.Key.ToString();
                if (t == typeof(PSObject)) o.Properties.Add(new PSNoteProperty(n, e.Value));
                else if (o.Properties[n] is { } p) p.Value = e.Value;
                else ThrowTerminatingError(new ErrorRecord(new InvalidOperationException($"The member \"{n}\" was not found for the specified .NET object."), "InvalidOperationException", ErrorCategory.InvalidOperation, null));
            }
        WriteObject(o);
    }
}

[Cmdlet(VerbsCommon.Add, "Member")]
public sealed class AddMemberCommand : PSCmdlet
{
    [Parameter(Mandatory = true, ValueFromPipeline = true)] public PSObject InputObject { get; set; }
    [Parameter(Position = 0, ParameterSetName = "TypedMember", Mandatory = true), Alias("Type")] public PSMemberTypes MemberType { get; set; }
    [Parameter(Position = 1, ParameterSetName = "TypedMember", Mandatory = true)] public string Name { get; set; }
    [Parameter(Position = 2, ParameterSetName = "TypedMember")] public object Value { get; set; }
    [Parameter(Position = 3, ParameterSetName = "TypedMember")] public object SecondValue { get; set; }
    [Parameter(Position = 0, ParameterSetName = "NotePropertySingleMember", Mandatory = true)] public string NotePropertyName { get; set; }
    [Parameter(Position = 1, ParameterSetName = "NotePropertySingleMember", Mandatory = true), AllowNull] public object NotePropertyValue { get; set; }
    [Parameter(Position = 0, ParameterSetName = "NotePropertyMultiMember", Mandatory = true)] public IDictionary NotePropertyMembers { get; set; }
    [Parameter] public string TypeName { get; set; }
    [Parameter] public SwitchParameter Force { get; set; }
    [Parameter] public SwitchParameter PassThru { get; set; }
    private void Add(PSMemberInfo m)
    {
        if (InputObject.Members[m.Name] != null)
        {
            if (!Force) { WriteError(new ErrorRecord(new InvalidOperationException($"Cannot add a member with the name \"{m.Name}\" because a member with that name already exists. To overwrite the member anyway, add the Force parameter to your command."), "MemberAlreadyExists", ErrorCategory.InvalidOperation, InputObject)); return; }
            if (InputObject.Members[m.Name].IsInstance) InputObject.Members.Remove(m.Name);
        }
        InputObject.Members.Add(m);
    }
    protected override void ProcessRecord()
    {
        if (NotePropertyName != null) Add(new PSNoteProperty(NotePropertyName, NotePropertyValue));
        else if (NotePropertyMembers != null) foreach (DictionaryEntry e in NotePropertyMembers) Add(new PSNoteProperty(e.Key.ToString(), e.Value));
        else if (Name != null)
            Add(MemberType switch
            {
                PSMemberTypes.NoteProperty => new PSNoteProperty(Name, Value),
                PSMemberTypes.ScriptProperty => new PSScriptProperty(Name, (ScriptBlock)PSObject.AsPSObject(Value).BaseObject, SecondValue == null ? null : (ScriptBlock)PSObject.AsPSObject(SecondValue).BaseObject),
                PSMemberTypes.ScriptMethod => new PSScriptMethod(Name, (ScriptBlock)PSObject.AsPSObject(Value).BaseObject),
                PSMemberTypes.AliasProperty => new PSAliasProperty(Name, LanguagePrimitives.ConvertTo<string>(Value)),
                _ => throw new NotSupportedException(MemberType.ToString()),
            });
        if (TypeName != null) InputObject.TypeNames.Insert(0, TypeName);
        if (PassThru) WriteObject(InputObject);
    }
}

[Cmdlet(VerbsLifecycle.Start, "Sleep", DefaultParameterSetName = "Seconds")]
public sealed class StartSleepCommand : PSCmdlet, IDisposable
{
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "Seconds", ValueFromPipeline = true), ValidateRange(0.0, int.MaxValue / 1000.0)] public double Seconds { get; set; }
    [Parameter(Mandatory = true, ParameterSetName = "Milliseconds"), Alias("ms"), ValidateRange(0, int.MaxValue)] public int Milliseconds { get; set; }
    [Parameter(Mandatory = true, ParameterSetName = "FromTimeSpan"), Alias("ts")] public TimeSpan Duration { get; set; }
    private readonly ManualResetEventSlim _stop = new();
    protected override void ProcessRecord() => _stop.Wait(ParameterSetName switch { "Seconds" => (int)(Seconds * 1000), "Milliseconds" => Milliseconds, _ => (int)Math.Ceiling(Duration.TotalMilliseconds) });
    protected override void StopProcessing() => _stop.Set();
    public void Dispose() => _stop.Dispose();
}
