using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Startup.CommandLine;

namespace IncidentTraining.Tests.Host.Operating;

/// <summary>The commands with which a new author makes and tries a scenario.</summary>
public sealed class AuthorCommandsTests : IDisposable
{
    private readonly TemporaryContent _content = new();
    private readonly StringWriter _output = new(),
        _error = new();

    public void Dispose()
    {
        _content.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public void A_new_scenario_is_written_and_can_be_played_at_once()
    {
        Assert.Equal(0, NewScenarioCommand.Run(_content.Folder, "slow-search", _output, _error));
        Assert.Equal(0, Play("slow-search", 1));

        var text = _output.ToString();
        Assert.Contains(_content.Folder.FullPath("scenarios/slow-search.yaml"), text, StringComparison.Ordinal);
        Assert.Equal(2, text.Split("alert firing").Length - 1);
        Assert.Equal(2, text.Split("resolved at ").Length - 1);
        Assert.Empty(_error.ToString());
    }

    [Theory]
    [InlineData("scenarios/mine.yaml")]
    [InlineData("scenarios/mine.yml")]
    public void A_scenario_that_exists_is_not_overwritten(string path)
    {
        _content.Save(path, "id: mine\n");

        Assert.Equal(64, NewScenarioCommand.Run(_content.Folder, "mine", _output, _error));

        Assert.Equal("id: mine\n", File.ReadAllText(_content.Folder.FullPath(path)));
        Assert.Single(Directory.GetFiles(_content.Folder.FullPath("scenarios")));
        Assert.StartsWith($"{path} already exists.", _error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Mine")]
    [InlineData("../mine")]
    [InlineData("mine.yaml")]
    public void An_id_that_cannot_be_one_writes_nothing(string id)
    {
        Assert.Equal(64, NewScenarioCommand.Run(_content.Folder, id, _output, _error));

        Assert.False(Directory.Exists(_content.Folder.FullPath("scenarios")));
        Assert.Contains("Use lower-case words joined by hyphens", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void To_play_an_unknown_scenario_lists_those_that_there_are()
    {
        _content.Save("scenarios/mine.yaml", "id: mine\n");

        Assert.Equal(64, Play("other", 1));

        Assert.Equal("There is no scenario 'other'. There are: mine.", _error.ToString().Trim());
    }

    [Fact]
    public void A_scenario_with_an_error_is_not_played_and_says_where_the_error_is()
    {
        NewScenarioCommand.Run(_content.Folder, "mine", TextWriter.Null, _error);
        var lines = File.ReadAllLines(_content.Folder.FullPath("scenarios/mine.yaml"));
        var line = Array.FindIndex(lines, one => one.Contains("workers-stuck", StringComparison.Ordinal));
        lines[line] = lines[line].Replace("workers: 4", "workers: 9", StringComparison.Ordinal);
        _content.Save("scenarios/mine.yaml", string.Join('\n', lines));

        Assert.Equal(1, Play("mine", 1));

        Assert.Contains(
            $"scenarios/mine.yaml({line + 1}",
            _output.ToString().Replace(':', '(').Replace(",", "(", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("What appears", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_command_line_names_the_scenario_and_the_first_seed()
    {
        var play = PortalCommand.Parse(["content", "play", "mine", "--seed", "5"], _output, _error);
        Assert.Equal((Verb.PlayScenario, "mine", 5L), (play.Verb, play.Scenario, play.Seed));
        Assert.Equal(1, PortalCommand.Parse(["content", "play", "mine"], _output, _error).Seed);
        var made = PortalCommand.Parse(["content", "new", "mine"], _output, _error);
        Assert.Equal((Verb.NewScenario, "mine"), (made.Verb, made.Scenario));
        Assert.Equal(Verb.PrintReference, PortalCommand.Parse(["content", "reference"], _output, _error).Verb);
        Assert.Equal(Verb.None, PortalCommand.Parse(["content", "play"], _output, _error).Verb);
        Assert.Equal(Verb.None, PortalCommand.Parse(["content", "play", "mine", "--seed", "x"], _output, _error).Verb);
    }

    private int Play(string id, long seed) => new PlayCommand(_content.Folder, _output, _error).Run(id, seed);
}
