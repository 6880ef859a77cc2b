namespace IncidentTraining.Web.Components.Layout.Islands;

/// <summary>Marks a static page with parts that have a circuit: it gets the scripts and styles of working pages.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class HasIslandsAttribute : Attribute;
