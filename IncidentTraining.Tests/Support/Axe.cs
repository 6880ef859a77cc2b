using Deque.AxeCore.Commons;

namespace IncidentTraining.Tests.Support;

/// <summary>How axe checks a page: with all rules, but details only for violations, which takes much less time.</summary>
internal static class Axe
{
    public static AxeRunOptions Options { get; } = new() { ResultTypes = [ResultType.Violations] };
}
