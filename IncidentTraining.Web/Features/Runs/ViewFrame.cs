namespace IncidentTraining.Web.Features.Runs;

/// <summary>
/// Where a view of the shop is shown, and where it opens another one: with two views side by side, the log lines stay on the screen while
/// one of their traces opens next to them.
/// </summary>
/// <param name="Own">The part of the address that names the view itself.</param>
/// <param name="Other">The part of the address that names the other view; its own if there is only one.</param>
public sealed record ViewFrame(string Own, string Other)
{
    /// <summary>The only view on the screen.</summary>
    public static ViewFrame Single { get; } = new("tab", "tab");

    /// <summary>The first of two views.</summary>
    public static ViewFrame First { get; } = new("tab", "with");

    /// <summary>The second of two views.</summary>
    public static ViewFrame Second { get; } = new("with", "tab");
}
