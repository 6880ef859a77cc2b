using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IncidentTraining.Core.Storage.Migrations
{
    /// <inheritdoc />
    public partial class NotesAndOwnAnswers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "OwnAnswers",
                columns: table => new
                {
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    DayId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    PageId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    AnswerId = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 20000, nullable: false),
                    AnsweredAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OwnAnswers", x => new { x.PersonId, x.DayId, x.PageId, x.AnswerId });
                    table.ForeignKey(
                        name: "FK_OwnAnswers_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PageNotes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    DayId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    PageId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Anchor = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Quote = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 10000, nullable: false),
                    KeptAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PageNotes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PageNotes_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_PageNotes_PersonId_DayId_PageId",
                table: "PageNotes",
                columns: new[] { "PersonId", "DayId", "PageId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "OwnAnswers");

            migrationBuilder.DropTable(
                name: "PageNotes");
        }
    }
}
