using IncidentTraining.Core.Content;
using IncidentTraining.Core.Content.Wording;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Content;

/// <summary>Words of the content's own list are found in what people read, and only there.</summary>
public sealed class WordingTests : IDisposable
{
    private const string List =
        "words:\n  - {avoid: somebody, write: someone}\n  - {avoid: on its way, write: in progress}\n  - {avoid: roll-back, write: rollback}\n";

    private readonly TemporaryContent _content = new();
    private readonly WordingRoom _room;

    public WordingTests()
    {
        _content.Save("words.yaml", List);
        _room = new WordingRoom(_content.Folder);
    }

    public void Dispose() => _content.Dispose();

    [Theory]
    [InlineData("days/a/p.md", "One.\n\nSomebody looks.", 3)]
    [InlineData("days/a/p.md", "---\nid: p\nsummary: For somebody\n---\nText.", 3)]
    [InlineData("days/a/p.md", "[somebody](somewhere.md)", 1)]
    [InlineData("days/a/glossary.yaml", "- term: x\n  text: >-\n    What\n    somebody does.", 4)]
    [InlineData("quizzes/q.yaml", "questions:\n  - text: \"Is somebody there?\"", 2)]
    [InlineData("scenarios/s.yaml", "a: 1\nmessages:\n  - { at: 1m, text: somebody called }", 3)]
    [InlineData("document-kinds/k.yaml", "guidance: |\n  somebody", 2)]
    [InlineData("rubrics/r.yaml", "text: somebody", 1)]
    [InlineData("completion/c.yaml", "text: somebody", 1)]
    [InlineData("practice-shop/README.md", "# Shop\nsomebody", 2)]
    public void A_word_of_the_list_is_reported_at_its_line_with_its_cure(string file, string text, int line)
    {
        _content.Save(file, text);

        var problem = Assert.Single(_room.Check());

        Assert.Equal((file, line, ContentSeverity.Warning), (problem.File, problem.Line, problem.Severity));
        Assert.Equal("The text says 'somebody', which the word list says to avoid", problem.Reason);
        Assert.Equal("Write someone", problem.Cure);
    }

    [Theory]
    [InlineData("days/a/p.md", "Use `somebody` here.")]
    [InlineData("days/a/p.md", "```text\nsomebody\n```\n\nSomeone.")]
    [InlineData("days/a/p.md", "[text](somebody.md)")]
    [InlineData("days/a/p.md", "---\nid: somebody\nkind: lab\n---\nText.")]
    [InlineData("days/a/glossary.yaml", "- term: someone\n  aliases: [somebody]")]
    [InlineData("days/a/p.md", "A somebody-like thing and somebodys.")]
    [InlineData("scenarios/s.yaml", "# somebody\nactions: [roll-back]\nsteps:\n  - { at: 1m, action: roll-back }")]
    [InlineData("practice-shop/server/shop.ts", "// somebody")]
    public void Code_addresses_ids_and_comments_are_not_read(string file, string text)
    {
        _content.Save(file, text);

        Assert.Empty(_room.Check());
    }

    [Theory]
    [InlineData("The repair is on its way.", 1)]
    [InlineData("The repair is on\nits way.", 1)]
    [InlineData("The repair goes its way.", 0)]
    public void A_phrase_is_found_across_the_end_of_a_line(string text, int problems)
    {
        _content.Save("days/a/p.md", text);

        Assert.Equal(problems, _room.Check().Count);
    }

    [Fact]
    public void A_saved_list_counts_at_once_and_a_mistake_in_it_is_reported()
    {
        _content.Save("days/a/p.md", "Whoever comes.");
        Assert.Empty(_room.Check());

        _content.Save("words.yaml", "words:\n  - {avoid: whoever, write: anyone who}\n  - {avoid: shall, right: must}\n");

        var problems = _room.Check();
        Assert.Contains(problems, problem =>
            problem.ToString().StartsWith("days/a/p.md:1 The text says 'whoever'", StringComparison.Ordinal)
        );
        Assert.Contains(problems, problem => problem is { File: "words.yaml", Line: 3, Severity: ContentSeverity.Error });
    }

    [Fact]
    public void Without_a_list_no_word_is_reported()
    {
        _content.Remove("words.yaml");
        _content.Save("days/a/p.md", "Somebody.");

        Assert.Empty(_room.Check());
    }
}
