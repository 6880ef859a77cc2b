using System.Text;
using IncidentTraining.Core.Content;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Content;

public sealed class ContentCatalogueTests : IDisposable
{
    private readonly TemporaryContent _content = new();

    public void Dispose() => _content.Dispose();

    private ContentCatalogue<Shelf> Shelves() => new(_content.Folder, "shelves", "shelves", "*.yaml", ReadShelf, shelf => shelf.Id);

    private static Shelf ReadShelf(ContentFile file)
    {
        var root = file.Yaml();
        return new Shelf(root.Required("id"), root.Int("books", 1, 100), [.. root.Maps("signs").Select(sign => sign.Required("text"))]);
    }

    [Fact]
    public void A_good_file_becomes_an_item()
    {
        _content.Save("shelves/a.yaml", "id: a\nbooks: 3\nsigns:\n  - text: Sea\n  - text: Sky\n");

        var shelf = Assert.Single(Shelves().Items);

        Assert.Equal(("a", 3, "Sea Sky"), (shelf.Id, shelf.Books, string.Join(' ', shelf.Signs)));
    }

    [Theory]
    [InlineData("shelves/a.yml")]
    [InlineData("shelves/A.YAML")]
    public void Every_ending_of_yaml_is_read(string path)
    {
        _content.Save(path, "id: a\nbooks: 3\n");

        Assert.Equal(
            "a",
            Assert.Single(new ContentCatalogue<Shelf>(_content.Folder, "shelves", "shelves", "*.yaml;*.yml", ReadShelf).Items).Id
        );
    }

    [Fact]
    public void A_warning_does_not_keep_a_file_from_being_shown()
    {
        _content.Save("shelves/a.yaml", "id: a\nbooks: 3\n");
        var shelves = new ContentCatalogue<Shelf>(_content.Folder, "shelves", "shelves", "*.yaml", file =>
        {
            file.Warn(2, "Few books", "Buy some");
            return ReadShelf(file);
        });

        Assert.Single(shelves.Items);
        Assert.Equal(ContentSeverity.Warning, Assert.Single(shelves.Check()).Severity);
    }

    [Fact]
    public void A_saved_file_shows_at_the_next_access()
    {
        _content.Save("shelves/a.yaml", "id: a\nbooks: 3\n");
        var shelves = Shelves();
        Assert.Equal(3, shelves.Find("a")!.Books);

        _content.Save("shelves/a.yaml", "id: a\nbooks: 40\n");

        Assert.Equal(40, shelves.Find("a")!.Books);
    }

    [Fact]
    public async Task The_watcher_makes_a_saved_file_show_without_any_waiting()
    {
        _content.Save("shelves/a.yaml", "id: a\nbooks: 3\n");
        var shelves = Shelves();
        Assert.Equal(3, shelves.Find("a")!.Books);
        var noticed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _content.Folder.Changed += () => noticed.TrySetResult();

        // The test's clock is stopped: only the watcher can report it.
        await File.WriteAllTextAsync(
            _content.Folder.FullPath("shelves/a.yaml"),
            "id: a\nbooks: 41\n",
            TestContext.Current.CancellationToken
        );
        await noticed.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        Assert.Equal(41, shelves.Find("a")!.Books);
    }

    [Fact]
    public void Nothing_is_made_anew_while_nothing_changes()
    {
        _content.Save("shelves/a.yaml", "id: a\nbooks: 3\n");
        var shelves = Shelves();
        var before = shelves.Current;

        _content.Time.Advance(ContentFolder.LookAgainAfter);

        Assert.Same(before, shelves.Current);
    }

    [Fact]
    public void A_broken_file_keeps_its_last_good_version_and_the_others_serve()
    {
        _content.Save("shelves/a.yaml", "id: a\nbooks: 3\n").Save("shelves/b.yaml", "id: b\nbooks: 5\n");
        var shelves = Shelves();
        Assert.Empty(shelves.Check());

        _content.Save("shelves/a.yaml", "id: a\nbooks: many\n");

        Assert.Equal([3, 5], shelves.Items.Select(shelf => shelf.Books));
        var problem = Assert.Single(shelves.Check());
        Assert.Equal(
            ("shelves/a.yaml", 2, "'books' is 'many'", "Make it a whole number from 1 to 100"),
            (problem.File, problem.Line, problem.Reason, problem.Cure)
        );

        _content.Save("shelves/a.yaml", "id: a\nbooks: 4\n");
        Assert.Empty(shelves.Check());
        Assert.Equal([4, 5], shelves.Items.Select(shelf => shelf.Books));
    }

    [Fact]
    public void A_deleted_file_is_gone()
    {
        _content.Save("shelves/a.yaml", "id: a\nbooks: 3\n");
        var shelves = Shelves();
        Assert.NotNull(shelves.Find("a"));

        _content.Remove("shelves/a.yaml");

        Assert.Null(shelves.Find("a"));
    }

    [Fact]
    public void The_second_file_with_an_id_is_reported_and_left_out()
    {
        _content.Save("shelves/a.yaml", "id: same\nbooks: 3\n").Save("shelves/b.yaml", "books: 5\nid: same\n");

        var shelves = Shelves();

        Assert.Equal(3, Assert.Single(shelves.Items).Books);
        var problem = Assert.Single(shelves.Check());
        Assert.Equal(("shelves/b.yaml", 2), (problem.File, problem.Line));
        Assert.Contains("shelves/a.yaml", problem.Reason);
    }

    public static TheoryData<string, string, int, string> BrokenYaml =>
        new()
        {
            { "unclosed quotation", "id: a\nbooks: \"3\n", 2, "cannot be read" },
            { "bad indentation", "id: a\n  books: 3\n", 2, "cannot be read" },
            { "a list entry among keys", "id: a\nbooks: 3\n- x\n", 3, "cannot be read" },
            { "key twice", "id: a\nbooks: 3\nid: b\n", 3, "cannot be read" },
            { "a list instead of keys", "- a\n- b\n", 1, "not one list of 'key: value' lines" },
            { "nothing at all", "", 1, "empty" },
            { "missing key", "id: a\n", 1, "'books' is missing" },
            { "unknown key", "id: a\nbooks: 3\ncolour: red\n", 3, "'colour' is unknown" },
            { "unknown key further down", "id: a\nbooks: 3\nsigns:\n  - text: x\n    size: 4\n", 5, "'size' is unknown" },
            { "number out of bounds", "id: a\nbooks: 300\n", 2, "'books' is '300'" },
            { "text where a list belongs", "id: a\nbooks: 3\nsigns: one\n", 3, "'signs' is 'one'" },
            { "an alias", "id: &x a\nbooks: 3\nsigns:\n  - text: *x\n", 4, "alias" },
            { "ten thousand levels deep", "id: a\nbooks: " + new string('[', 10_000) + "\n", 2, "" },
        };

    [Theory]
    [MemberData(nameof(BrokenYaml))]
    public void Broken_yaml_is_reported_with_file_line_reason_and_cure(string name, string text, int line, string reason)
    {
        _content.Save($"shelves/{name}.yaml", text).Save("shelves/good.yaml", "id: good\nbooks: 1\n");

        var shelves = Shelves();

        Assert.Equal("good", Assert.Single(shelves.Items).Id);
        var problem = Assert.Single(shelves.Check());
        Assert.Equal(($"shelves/{name}.yaml", line), (problem.File, problem.Line));
        Assert.Contains(reason, problem.Reason);
        Assert.NotEmpty(problem.Cure);
    }

    [Fact]
    public void All_mistakes_of_a_file_are_reported_at_once()
    {
        _content.Save("shelves/a.yaml", "books: none\nsigns:\n  - txt: Sea\n");

        Assert.Equal(
            ["'id' is missing", "'books' is 'none'", "The key 'txt' is unknown here, and 'text' is missing"],
            Shelves().Check().Select(problem => problem.Reason)
        );
    }

    [Fact]
    public void A_file_that_is_not_utf8_is_reported_with_the_line_of_the_first_bad_byte()
    {
        _content.Save("shelves/latin.yaml", [.. "id: a\nbooks: 3\n# caf"u8, 0xE9, .. "\n"u8]);

        var problem = Assert.Single(Shelves().Check());

        Assert.Equal((3, "The file is not UTF-8 text"), (problem.Line, problem.Reason));
    }

    [Fact]
    public void A_file_of_10_MB_is_reported_and_not_read()
    {
        _content.Save("shelves/huge.yaml", Encoding.ASCII.GetBytes(new string('#', 10 * 1024 * 1024)));

        var problem = Assert.Single(Shelves().Check());

        Assert.Equal((1, "The file is 10.0 MB; the limit is 1 MB"), (problem.Line, problem.Reason));
    }

    [Fact]
    public void A_binary_file_is_reported()
    {
        _content.Save("shelves/binary.yaml", "id: a\n\0\n"u8.ToArray());

        Assert.Equal((2, "The file contains binary data"), Shelves().Check().Select(problem => (problem.Line, problem.Reason)).Single());
    }

    private sealed record Shelf(string Id, int Books, IReadOnlyList<string> Signs);
}
