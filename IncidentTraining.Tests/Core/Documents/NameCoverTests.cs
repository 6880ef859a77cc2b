using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Body;

namespace IncidentTraining.Tests.Core.Documents;

public sealed class NameCoverTests
{
    private static readonly (Guid, string)[] People = [(Id(1), "Ana"), (Id(2), "Ana Maria Sol"), (Id(3), "Thea Novak")];

    private readonly Guid _about = Id(10);

    [Fact]
    public void Whole_names_and_mentions_are_covered_and_other_words_stay()
    {
        var cover = new NameCover(_about, People);
        Assert.Matches("^Trainee [0-9A-F]{4} joined, then @Trainee [0-9A-F]{4}.$", cover.Over("Thea Novak joined, then @Thea."));
        Assert.Equal("Thea went to Novakia; Anastasia stayed.", cover.Over("Thea went to Novakia; Anastasia stayed."));
    }

    [Fact]
    public void A_name_that_begins_another_does_not_uncover_the_rest_of_it()
    {
        var covered = new NameCover(_about, People).Over("Ana Maria Sol and Ana");
        Assert.DoesNotContain("Maria", covered, StringComparison.Ordinal);
        Assert.DoesNotContain("Ana", covered, StringComparison.Ordinal);
    }

    [Fact]
    public void A_person_is_the_same_throughout_what_is_read_and_another_elsewhere()
    {
        var cover = new NameCover(_about, People);
        Assert.Equal(cover.Over("Thea Novak"), cover.Over("Thea Novak"));
        Assert.NotEqual(cover.Over("Ana"), cover.Over("Thea Novak"));
        Assert.NotEqual(cover.Over("Thea Novak"), new NameCover(Id(11), People).Over("Thea Novak"));
    }

    [Fact]
    public void A_document_is_covered_in_title_text_and_action_items()
    {
        var body = new DocumentBody(
            "By Thea Novak",
            new Dictionary<string, SectionBody>
            {
                ["summary"] = new("Thea Novak saw it."),
                ["action-items"] = new(Items: [new ActionItem("Ask Thea Novak", "Thea Novak")]),
            }
        );
        Assert.DoesNotContain("Novak", new NameCover(_about, People).Over(body).ToJson(), StringComparison.Ordinal);
        Assert.Same(body, NameCover.None.Over(body));
    }

    private static Guid Id(byte last) => new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, last);
}
