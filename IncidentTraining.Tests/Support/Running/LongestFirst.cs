using IncidentTraining.Tests.Support;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace IncidentTraining.Tests.Support;

/// <summary>
/// Begins with the classes that take minutes. The tests of a class run one after the other: a long one that begins late keeps one core
/// busy after all others have ended.
/// </summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long =
    [
        "Browser.Keyboard.KeyboardWalkTests",
        "Browser.AccessibilityTests",
        "Core.PracticeShop.Scenarios.OnCallScenarioTests",
        "Core.Assessment.ShotgunTests",
        "Core.Assessment.EveryLabPlayedTests",
        "Browser.ReadingTests",
    ];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. DefaultTestCollectionOrderer.Instance.OrderTestCollections(testCollections).OrderBy(PlaceOf)];

    // The name of a class's own collection has the name of the class in it.
    private static int PlaceOf<TTestCollection>(TTestCollection collection)
        where TTestCollection : ITestCollection =>
        Array.FindIndex(Long, name => collection.TestCollectionDisplayName.Contains($".{name} ", StringComparison.Ordinal))
            is >= 0
                and var place
            ? place
            : Long.Length;
}
