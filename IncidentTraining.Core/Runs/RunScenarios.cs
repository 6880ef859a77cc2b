using System.Collections.Concurrent;
using IncidentTraining.Core.Content;
using IncidentTraining.Core.PracticeShop.Proofs;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Scenarios.Reading;

namespace IncidentTraining.Core.Runs;

/// <summary>Where runs get their scenarios from: new runs from the content, existing ones from their stored text.</summary>
public sealed class RunScenarios(ContentFolder folder)
{
    /// <summary>A class works with a handful of texts; an author who saves all day must not fill the memory.</summary>
    private const int MostKept = 50;

    private readonly ContentCatalogue<Scenario> _files = new(
        folder,
        "scenarios",
        "scenarios",
        "*.yaml;*.yml",
        ScenarioReader.Read,
        scenario => scenario.Id
    );
    private readonly ConcurrentDictionary<(string Id, string Text), Scenario?> _begun = new();

    // Each is simulated once, although the members of a class start their lab at the same moment.
    private readonly ConcurrentDictionary<(string Text, string Cause), Lazy<IReadOnlyList<string>>> _proved = new();

    /// <summary>The files and their problems.</summary>
    public ContentCatalogue<Scenario> Files => _files;

    /// <summary>Every scenario that can be started, for the catalogue.</summary>
    public IEnumerable<Scenario> All => _files.Items;

    /// <summary>The scenario from the current version of its file; null if there is none without problems.</summary>
    public Scenario? Find(string id) => _files.Find(id);

    /// <summary>Simulates every root cause of every scenario, for the content check.</summary>
    /// <returns>Symptoms that do not show and expert runs that do not resolve the incident.</returns>
    public IEnumerable<ContentProblem> Play() =>
        from entry in _files.Current.Entries
        from flaw in ScenarioProof.Check(entry.Item)
        select new ContentProblem(entry.File, flaw.Line, flaw.Sentence, flaw.Cure);

    /// <summary>How deeply a responder must search in each scenario that has more than one cause, for the content check.</summary>
    public IEnumerable<DepthTable> Depths() =>
        All.Where(scenario => scenario.RootCauses.Count > 1)
            .OrderBy(scenario => scenario.Id, StringComparer.Ordinal)
            .Select(scenario => DepthTable.Of(scenario, DepthTable.Seeds));

    /// <summary>Whether the cause of this seed was already simulated, so that <see cref="Unproved"/> responds at once.</summary>
    public bool IsPlayed(Scenario scenario, long seed) =>
        _proved.TryGetValue((scenario.Source, scenario.RootCauseFor(seed).Id), out var played) && played.IsValueCreated;

    /// <summary>
    /// What a run of this seed would not show although its scenario promises it; empty when the run may begin. The cause is simulated for
    /// it, once per version of the file: up to a second.
    /// </summary>
    public IReadOnlyList<string> Unproved(Scenario scenario, long seed)
    {
        if (_proved.Count > MostKept)
        {
            _proved.Clear();
        }

        return _proved
            .GetOrAdd((scenario.Source, scenario.RootCauseFor(seed).Id), _ => new Lazy<IReadOnlyList<string>>(() =>
                ScenarioProof.CheckSeed(scenario, seed)
            ))
            .Value;
    }

    /// <summary>Reads a run's stored text; null when this version cannot read it.</summary>
    public Scenario? Read(string id, string text)
    {
        if (_begun.Count > MostKept)
        {
            _begun.Clear();
        }

        // Reading tries every root cause in a shop: too expensive for every page view.
        return _begun.GetOrAdd((id, text), key =>
        {
            var file = new ContentFile($"scenarios/{key.Id}.yaml", key.Text);
            var scenario = ScenarioReader.Read(file);
            return file.HasErrors ? null : scenario;
        });
    }
}
