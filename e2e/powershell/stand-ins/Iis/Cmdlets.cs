// The IISAdministration cmdlets that the product uses, with the parameters of Microsoft's reference.
using System.Collections;
using System.Management.Automation;
using Microsoft.Web.Administration;

namespace Microsoft.IIS.PowerShell;

internal static class Shared
{
    public static ServerManager Manager = new();
    public static bool Delayed;
    public static void Changed() { if (!Delayed) Commit(); }
    public static void Commit() { Manager.CommitChanges(); Manager = new ServerManager(); }
}

[Cmdlet(VerbsCommon.Get, "IISServerManager")]
public sealed class GetIISServerManager : PSCmdlet
{
    protected override void ProcessRecord() => WriteObject(Shared.Manager);
}

[Cmdlet(VerbsCommon.Reset, "IISServerManager", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class ResetIISServerManager : PSCmdlet
{
    protected override void ProcessRecord() { if (ShouldProcess("ServerManager")) { Shared.Manager = new ServerManager(); Shared.Delayed = false; } }
}

[Cmdlet(VerbsLifecycle.Start, "IISCommitDelay")]
public sealed class StartIISCommitDelay : PSCmdlet
{
    protected override void ProcessRecord()
    {
        if (Shared.Delayed) throw new InvalidOperationException("A commit delay is already in progress.");
        Shared.Delayed = true;
    }
}

[Cmdlet(VerbsLifecycle.Stop, "IISCommitDelay")]
public sealed class StopIISCommitDelay : PSCmdlet
{
    [Parameter(Position = 0)] public bool Commit { get; set; } = true;
    protected override void ProcessRecord()
    {
        if (!Shared.Delayed) throw new InvalidOperationException("No commit delay is in progress.");
        Shared.Delayed = false;
        if (Commit) Shared.Commit(); else Shared.Manager = new ServerManager();
    }
}

[Cmdlet(VerbsCommon.Get, "IISConfigSection")]
public sealed class GetIISConfigSection : PSCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true)] public string SectionPath { get; set; }
    [Parameter(Position = 1)] public string CommitPath { get; set; }
    [Parameter(Position = 2)] public string Location { get; set; }
    [Parameter(Position = 3)] public string Clr { get; set; }
    protected override void ProcessRecord()
    {
        if (CommitPath is not (null or "" or "MACHINE/WEBROOT/APPHOST")) throw new NotSupportedException("the stand-in commits to MACHINE/WEBROOT/APPHOST only");
        WriteObject(Shared.Manager.GetApplicationHostConfiguration().GetSection(SectionPath, Location ?? ""));
    }
}

[Cmdlet(VerbsCommon.Get, "IISConfigElement")]
public sealed class GetIISConfigElement : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)] public ConfigurationElement ConfigElement { get; set; }
    [Parameter(Position = 1)] public string ChildElementName { get; set; }
    protected override void ProcessRecord() => WriteObject(ConfigElement.GetChildElement(ChildElementName));
}

[Cmdlet(VerbsCommon.Get, "IISConfigCollection")]
public sealed class GetIISConfigCollection : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)] public ConfigurationElement ConfigElement { get; set; }
    [Parameter(Position = 1)] public string CollectionName { get; set; }
    protected override void ProcessRecord() => WriteObject(string.IsNullOrEmpty(CollectionName) ? ConfigElement.GetCollection() : ConfigElement.GetCollection(CollectionName), false);
}

[Cmdlet(VerbsCommon.Get, "IISConfigCollectionElement")]
public sealed class GetIISConfigCollectionElement : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)] public ConfigurationElementCollection ConfigCollection { get; set; }
    [Parameter(Position = 1)] public Hashtable ConfigAttribute { get; set; }
    protected override void ProcessRecord()
    {
        if (ConfigAttribute == null) { foreach (var each in ConfigCollection) WriteObject(each); return; }
        if (ConfigCollection.Find(ConfigAttribute) is { } found) WriteObject(found);
    }
}

[Cmdlet(VerbsCommon.Get, "IISConfigAttributeValue")]
public sealed class GetIISConfigAttributeValue : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)] public ConfigurationElement ConfigElement { get; set; }
    [Parameter(Position = 1, Mandatory = true)] public string AttributeName { get; set; }
    protected override void ProcessRecord() => WriteObject(ConfigElement.GetAttributeValue(AttributeName));
}

[Cmdlet(VerbsCommon.Set, "IISConfigAttributeValue")]
public sealed class SetIISConfigAttributeValue : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)] public ConfigurationElement ConfigElement { get; set; }
    [Parameter(Position = 1, Mandatory = true)] public string AttributeName { get; set; }
    [Parameter(Position = 2, Mandatory = true)][AllowEmptyString] public object AttributeValue { get; set; }
    protected override void ProcessRecord() { ConfigElement.SetAttributeValue(AttributeName, AttributeValue); Shared.Changed(); }
}

[Cmdlet(VerbsCommon.Remove, "IISConfigAttribute")]
public sealed class RemoveIISConfigAttribute : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)] public ConfigurationElement ConfigElement { get; set; }
    [Parameter(Position = 1, Mandatory = true)] public string AttributeName { get; set; }
    protected override void ProcessRecord() { ConfigElement.GetAttribute(AttributeName).Delete(); Shared.Changed(); }
}

[Cmdlet(VerbsCommon.New, "IISConfigCollectionElement")]
public sealed class NewIISConfigCollectionElement : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)] public ConfigurationElementCollection ConfigCollection { get; set; }
    [Parameter(Position = 1, Mandatory = true)] public Hashtable ConfigAttribute { get; set; }
    [Parameter(Position = 2)] public uint AddAt { get; set; }
    [Parameter] public SwitchParameter Passthru { get; set; }
    protected override void ProcessRecord()
    {
        var made = ConfigCollection.AddNew(ConfigAttribute);
        Shared.Changed();
        if (Passthru) WriteObject(made);
    }
}

[Cmdlet(VerbsCommon.Remove, "IISConfigCollectionElement", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class RemoveIISConfigCollectionElement : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)] public ConfigurationElementCollection ConfigCollection { get; set; }
    [Parameter(Position = 1)] public Hashtable ConfigAttribute { get; set; }
    protected override void ProcessRecord()
    {
        if (!ShouldProcess("element")) return;
        ConfigCollection.Remove(ConfigAttribute);
        Shared.Changed();
    }
}
