using System.Collections.Concurrent;
using IncidentTraining.Core.Content;
using IncidentTraining.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Core.Incidents;

/// <summary>Where runs get their scenarios from: new ones from the content, begun ones from the text that they keep.</summary>
public sealed class RunScenarios(ContentFolder folder)
{
    /// <summary>A class works on a handful of texts; a content author who saves all day must not fill the memory.</summary>
    private const int MostKept = 50;

    private readonly ContentCatalogue<Scenario> _files = new(folder, "scenarios", "scenarios", "*.yaml", ScenarioReader.Read, scenario => scenario.Id);
    private readonly ConcurrentDictionary<(string Id, string Text), Scenario?> _begun = new();

    /// <summary>The files and their problems.</summary>
    public IContentRoom Files => _files;

    /// <summary>Every scenario that can be begun, for the catalogue.</summary>
    public IEnumerable<Scenario> All => _files.Items;

    /// <summary>The scenario as its file is now; null when there is none without problems.</summary>
    public Scenario? Find(string id) => _files.Find(id);

    /// <summary>Reads the text that a run keeps; null when this version cannot read it.</summary>
    public Scenario? Read(string id, string text)
    {
        if (_begun.Count > MostKept)
        {
            _begun.Clear();
        }

        // Reading tries every root cause out in a shop: too dear to do whenever a page is shown.
        return _begun.GetOrAdd((id, text), key =>
        {
            var file = new ContentFile($"scenarios/{key.Id}.yaml", key.Text);
            var scenario = ScenarioReader.Read(file);
            return file.Problems.Count == 0 ? scenario : null;
        });
    }
}
