namespace IncidentTraining.Web.Features.Runs;

/// <summary>The paces that are offered for rehearsals, in virtual seconds per second.</summary>
internal static class Paces
{
    public const int Suggested = 10;

    public static IReadOnlyList<int> All { get; } = [1, 5, 10, 30, 60];
}
