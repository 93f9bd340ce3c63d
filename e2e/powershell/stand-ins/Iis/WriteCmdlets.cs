// The IISAdministration cmdlets that change, with the parameters of Microsoft's reference.
using System.Collections;
using System.Management.Automation;

namespace Microsoft.IIS.PowerShell.Commands;

[Cmdlet(VerbsLifecycle.Start, "IISCommitDelay")]
public sealed class StartIISCommitDelayCommand : PSCmdlet
{
    protected override void ProcessRecord()
    {
        if (Shared.Delayed) throw new InvalidOperationException("A commit delay is in progress already.");
        Shared.Delayed = true;
    }
}

[Cmdlet(VerbsLifecycle.Stop, "IISCommitDelay")]
public sealed class StopIISCommitDelayCommand : PSCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)] public bool Commit { get; set; } = true;
    protected override void ProcessRecord()
    {
        if (!Shared.Delayed) throw new InvalidOperationException("No commit delay is in progress.");
        Shared.Delayed = false;
        if (Commit) Shared.Manager.CommitChanges(); else Shared.Reset();
    }
}

[Cmdlet(VerbsCommon.Set, "IISConfigAttributeValue")]
public sealed class SetIISConfigAttributeValueCommand : ElementCommand
{
    [Parameter(Position = 1, Mandatory = true, ValueFromPipelineByPropertyName = true)] public string AttributeName { get; set; }
    [Parameter(Position = 2, Mandatory = true, ValueFromPipelineByPropertyName = true)][AllowEmptyString] public object AttributeValue { get; set; }
    protected override void ProcessRecord() { ConfigElement.SetAttributeValue(AttributeName, AttributeValue); Shared.Changed(); }
}

[Cmdlet(VerbsCommon.Remove, "IISConfigAttribute")]
public sealed class RemoveIISConfigAttributeCommand : ElementCommand
{
    [Parameter(Position = 1, Mandatory = true, ValueFromPipelineByPropertyName = true)] public string AttributeName { get; set; }
    protected override void ProcessRecord() { ConfigElement.GetAttribute(AttributeName).Delete(); Shared.Changed(); }
}

[Cmdlet(VerbsCommon.Remove, "IISConfigElement", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class RemoveIISConfigElementCommand : ElementCommand
{
    protected override void ProcessRecord()
    {
        if (!ShouldProcess("element")) return;
        ConfigElement.Delete();
        Shared.Changed();
    }
}

[Cmdlet(VerbsCommon.New, "IISConfigCollectionElement")]
public sealed class NewIISConfigCollectionElementCommand : CollectionCommand
{
    [Parameter(Position = 1, Mandatory = true, ValueFromPipelineByPropertyName = true)] public Hashtable ConfigAttribute { get; set; }
    [Parameter(Position = 2, ValueFromPipelineByPropertyName = true)] public uint AddAt { get; set; }
    [Parameter] public SwitchParameter Passthru { get; set; }
    protected override void ProcessRecord()
    {
        var made = ConfigCollection.AddNew(ConfigAttribute, MyInvocation.BoundParameters.ContainsKey("AddAt") ? (int)AddAt : -1);
        Shared.Changed();
        if (Passthru) WriteObject(made);
    }
}

[Cmdlet(VerbsCommon.Remove, "IISConfigCollectionElement", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class RemoveIISConfigCollectionElementCommand : CollectionCommand
{
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)] public Hashtable ConfigAttribute { get; set; }
    protected override void ProcessRecord()
    {
        if (!ShouldProcess("element")) return;
        ConfigCollection.Remove(ConfigAttribute);
        Shared.Changed();
    }
}

[Cmdlet(VerbsCommon.Clear, "IISConfigCollection", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class ClearIISConfigCollectionCommand : CollectionCommand
{
    protected override void ProcessRecord()
    {
        if (!ShouldProcess("collection")) return;
        ConfigCollection.Clear();
        Shared.Changed();
    }
}
