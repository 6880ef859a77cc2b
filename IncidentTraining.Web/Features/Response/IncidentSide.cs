namespace IncidentTraining.Web.Features.Response;

/// <summary>A part of the incident's pane on the right of the workspace.</summary>
/// <param name="Name">Its name in the address.</param>
/// <param name="Title">Its title.</param>
public sealed record IncidentSide(string Name, string Title)
{
    public const string Respond = "respond";
    public const string Channel = "channel";
    public const string Hypotheses = "hypotheses";
    public const string Crew = "crew";

    /// <summary>All parts, starting with the one for the next response step.</summary>
    public static IReadOnlyList<IncidentSide> All { get; } =
    [new(Respond, "Respond"), new(Channel, "Channel"), new(Hypotheses, "Hypotheses"), new(Crew, "Crew")];

    /// <summary>The part that an address names; the first for none or an unknown one.</summary>
    public static IncidentSide Named(string? name) => All.FirstOrDefault(side => side.Name == name) ?? All[0];
}
