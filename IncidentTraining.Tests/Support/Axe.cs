using Deque.AxeCore.Commons;

namespace IncidentTraining.Tests.Support;

/// <summary>How axe looks at a page: everything it knows, with details only of what it finds wrong, which takes much less time.</summary>
internal static class Axe
{
    public static AxeRunOptions Options { get; } = new() { ResultTypes = [ResultType.Violations] };
}
